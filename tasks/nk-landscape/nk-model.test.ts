import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contributions, type NkModel, optimumOf } from './nk-model.ts';

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const bitsOf = (number: number, count: number): number[] =>
  Array.from({ length: count }, (_, place) => (number >> (count - 1 - place)) & 1);

/** Models with more than 2K bits, small enough to try all strings. */
const model: fc.Arbitrary<NkModel> = fc.integer({ min: 1, max: 3 }).chain((neighbours) =>
  fc.integer({ min: 2 * neighbours + 1, max: 8 }).chain((count) =>
    fc
      .array(fc.array(fc.nat(99), { minLength: 2 ** (neighbours + 1), maxLength: 2 ** (neighbours + 1) }), {
        minLength: count,
        maxLength: count,
      })
      .map((tables) => ({ neighbours, tables })),
  ),
);

describe('contributions', () => {
  it('looks up each bit with its neighbours, around the ring', () => {
    // K = 1: table index 2 · (the bit) + (the next bit). Bits 1, 0, 1: pairs 10, 01, 11.
    const tables = [
      [0, 1, 2, 3],
      [10, 11, 12, 13],
      [20, 21, 22, 23],
    ];
    expect(contributions({ neighbours: 1, tables }, [1, 0, 1])).toEqual([2, 11, 23]);
  });

  it('changes in at most K + 1 places when one bit does', () => {
    fc.assert(
      fc.property(model, fc.nat(255), fc.nat(7), (landscape, number, place) => {
        const count = landscape.tables.length;
        const bits = bitsOf(number % 2 ** count, count);
        const changed = bits.map((bit, index) => (index === place % count ? 1 - bit : bit));
        const before = contributions(landscape, bits);
        const after = contributions(landscape, changed);
        const differing = before.filter((value, index) => value !== after[index]).length;
        expect(differing).toBeLessThanOrEqual(landscape.neighbours + 1);
      }),
    );
  });
});

describe('optimumOf', () => {
  it('finds what trying all strings finds, and a string that has it', () => {
    fc.assert(
      fc.property(model, (landscape) => {
        const count = landscape.tables.length;
        let best = Number.NEGATIVE_INFINITY;
        for (let number = 0; number < 2 ** count; number += 1) {
          best = Math.max(best, total(contributions(landscape, bitsOf(number, count))));
        }
        const found = optimumOf(landscape);
        expect(found.value).toBe(best);
        expect(total(contributions(landscape, found.bits))).toBe(best);
      }),
      { numRuns: 60 },
    );
  });
});
