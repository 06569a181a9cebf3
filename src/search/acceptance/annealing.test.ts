import { describe, it } from 'vitest';
import { assertFrequencies } from '../../../testing/conformance/chi-squared.ts';
import { makeMember } from '../../../testing/conformance/members.ts';
import { randomFrom, slotKey } from '../../base/random.ts';
import { annealing } from './annealing.ts';

const DRAWS = 4000;

/** How often a child in this slot is accepted and rejected after a loss of merit. */
function counts(options: Parameters<typeof annealing>[0], slot: number, loss: number): number[] {
  const rule = annealing(options);
  const parent = makeMember({ id: 0, merit: 10 });
  const child = makeMember({ id: slot, merit: 10 - loss });
  let accepted = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    if (rule.accept(child, parent, randomFrom(slotKey(3, draw, 'acceptance')))) accepted += 1;
  }
  return [accepted, DRAWS - accepted];
}

describe('annealing', () => {
  const cooling = { temperature: 4, finalTemperature: 1, horizon: 100, scale: 1 };

  it.each([
    { title: 'loss of one temperature', options: { temperature: 2, scale: 1 }, slot: 1, loss: 2, exponent: 1 },
    { title: 'small loss', options: { temperature: 2, scale: 1 }, slot: 1, loss: 0.5, exponent: 0.25 },
    { title: 'another scale', options: { temperature: 2, scale: 4 }, slot: 1, loss: 4, exponent: 0.5 },
    { title: 'relative: a tenth of the merit', options: { temperature: 0.1 }, slot: 1, loss: 1, exponent: 1 },
    {
      title: 'constant without a final temperature',
      options: { temperature: 2, scale: 1 },
      slot: 9999,
      loss: 2,
      exponent: 1,
    },
    { title: 'cooling, at the start', options: cooling, slot: 0, loss: 2, exponent: 0.5 },
    // Halfway on a geometric path from 4 to 1 the temperature is 2.
    { title: 'cooling, halfway', options: cooling, slot: 50, loss: 2, exponent: 1 },
    { title: 'cooling, at the end', options: cooling, slot: 100, loss: 2, exponent: 2 },
    { title: 'cooling, long after the end', options: cooling, slot: 5000, loss: 2, exponent: 2 },
    { title: 'no loss', options: { temperature: 1e-9, scale: 1 }, slot: 1, loss: 0, exponent: 0 },
    { title: 'a gain', options: { temperature: 1e-9, scale: 1 }, slot: 1, loss: -1, exponent: 0 },
    { title: 'cold', options: { temperature: 1e-9, scale: 1 }, slot: 1, loss: 1, exponent: Number.POSITIVE_INFINITY },
  ])('$title: accepted with probability exp(−$exponent)', ({ options, slot, loss, exponent }) => {
    const probability = Math.exp(-exponent);
    assertFrequencies(counts(options, slot, loss), [probability, 1 - probability]);
  });
});
