import { describe, expect, it } from 'vitest';
import { assertFrequencies } from '../../../testing/conformance/chi-squared.ts';
import { regionsOf } from '../../../testing/conformance/islands.ts';
import { makeMember } from '../../../testing/conformance/members.ts';
import { randomFrom, slotKey } from '../../base/random.ts';
import { resets } from './reset.ts';

const draws = (slot: number) => randomFrom(slotKey(8, slot, 'reset'));
const island = (id: number, ...merits: number[]) =>
  merits.map((merit, index) => makeMember({ id: 10 * id + index, merit }));

describe('resets', () => {
  it.each([
    { title: 'the worse half', best: [4, 1, 3, 2], reset: [1, 3] },
    { title: 'the smaller half of an odd number', best: [4, 1, 3, 2, 5], reset: [1, 3] },
    { title: 'one of two', best: [1, 2], reset: [0] },
    { title: 'empty islands first', best: [1, null, 2, null], reset: [1, 3] },
    { title: 'nothing where all are empty', best: [null, null], reset: [] },
    { title: 'nothing on one island', best: [1], reset: [] },
  ])('empties $title', ({ best, reset }) => {
    // A weak second member: only the best counts.
    const regions = regionsOf(...best.map((merit, id) => (merit === null ? [] : island(id, -100 + id, merit))));
    expect(
      resets(regions, draws(1))
        .map(({ island }) => island)
        .sort(),
    ).toEqual(reset);
  });

  it('founds each with the best of a surviving island, drawn at random', () => {
    const regions = regionsOf(island(0, 7, 9), island(1, 1), island(2, 8, 2), island(3, 0));
    const counts = [0, 0, 0, 0];
    for (let slot = 0; slot < 2000; slot++) {
      for (const { founder, from } of resets(regions, draws(slot))) {
        expect(founder).toBe(from === 0 ? 1 : 20);
        counts[from] = (counts[from] as number) + 1;
      }
    }
    assertFrequencies(counts, [1, 0, 1, 0]);
  });

  it('among equal islands chance decides which go', () => {
    const regions = regionsOf(island(0, 5), island(1, 5), island(2, 5), island(3, 5));
    const counts = [0, 0, 0, 0];
    for (let slot = 0; slot < 2000; slot++) {
      for (const reset of resets(regions, draws(slot))) counts[reset.island] = (counts[reset.island] as number) + 1;
    }
    assertFrequencies(counts, [1, 1, 1, 1]);
  });
});
