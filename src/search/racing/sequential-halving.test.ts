import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFrom, rootKey, subKey } from '../../base/random.ts';
import { finalOrder, type Halving, nextStep } from './sequential-halving.ts';

type Measured = Map<number, readonly number[] | null>;

/** Plays all rounds; `portion` cuts each step short, as a budget or a pause would. */
function play(
  finalists: readonly number[],
  repeats: number,
  draw: (id: number, repeat: number) => number | null,
  portion = Number.POSITIVE_INFINITY,
): Measured {
  const measured: Measured = new Map();
  const halving: Halving = { finalists, repeats, measured };
  for (let step = nextStep(halving); step !== null; step = nextStep(halving)) {
    expect(step.repeats).toBeGreaterThan(0);
    for (const id of step.standing) {
      const before = measured.get(id) ?? [];
      const more = Array.from({ length: Math.min(step.repeats, portion) }, (_, i) => draw(id, before.length + i));
      measured.set(id, more.includes(null) ? null : [...before, ...(more as number[])]);
    }
  }
  return measured;
}

describe('sequential halving', () => {
  it('gives each round an equal share, and half of the finalists leaves after each', () => {
    const measured = play([1, 2, 3, 4, 5, 6, 7, 8], 96, (id) => id);
    // Three rounds of 32: 8 × 4, 4 × 8, 2 × 16.
    expect([...measured].map(([id, merits]) => [id, merits?.length]).sort()).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((id) => [id, id <= 4 ? 4 : id <= 6 ? 12 : 28]),
    );
    expect(finalOrder({ finalists: [1, 2, 3, 4, 5, 6, 7, 8], repeats: 96, measured })[0]).toBe(8);
  });

  it('comes to the same whether it is interrupted or not', () => {
    const draw = (id: number, repeat: number): number =>
      randomFrom(subKey(subKey(rootKey(3), id), repeat)).normal() + id;
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 0, max: 200 }), (count, repeats) => {
        const finalists = Array.from({ length: count }, (_, id) => id);
        const whole = play(finalists, repeats, draw);
        expect(play(finalists, repeats, draw, 1)).toEqual(whole);
        expect(play(finalists, repeats, draw, 3)).toEqual(whole);
        const rounds = Math.ceil(Math.log2(count));
        const total = [...whole.values()].reduce((sum, merits) => sum + (merits?.length ?? 0), 0);
        // One repeat each is given in rounds whose share is not even so much: 9 finalists and 24 repeats make 26.
        const shares = Array.from({ length: rounds }, (_, round) =>
          Math.max(Math.ceil(count / 2 ** round), repeats / rounds),
        );
        expect(total).toBeLessThanOrEqual(shares.reduce((sum, share) => sum + share, 1e-9));
      }),
      { numRuns: 100, examples: [[9, 24]] },
    );
  });

  it('leaves out those that fail, and has no rounds for one alone', () => {
    const measured = play([1, 2, 3, 4], 40, (id) => (id === 4 ? null : id));
    expect(finalOrder({ finalists: [1, 2, 3, 4], repeats: 40, measured })).toEqual([3, 2, 1]);
    expect(nextStep({ finalists: [9], repeats: 40, measured: new Map() })).toBeNull();
    const failed = play([1, 2], 10, () => null);
    expect(finalOrder({ finalists: [1, 2], repeats: 10, measured: failed })).toEqual([]);
  });

  it('finds the best of eight that differ by half of the noise', () => {
    let found = 0;
    for (let trial = 0; trial < 100; trial++) {
      const draw = (id: number, repeat: number): number =>
        (id === 5 ? 0.5 : 0) + randomFrom(subKey(subKey(rootKey(trial), id), repeat)).normal();
      const finalists = [0, 1, 2, 3, 4, 5, 6, 7];
      const measured = play(finalists, 480, draw);
      if (finalOrder({ finalists, repeats: 480, measured })[0] === 5) found += 1;
    }
    expect(found).toBeGreaterThan(90);
  });
});
