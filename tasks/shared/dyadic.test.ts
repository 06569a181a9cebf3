import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeNumbers, wholePoints } from './dyadic.ts';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

describe('wholeNumbers', () => {
  it.each<[number[], bigint[], bigint]>([
    [[], [], 1n],
    [[0, -0], [0n, 0n], 1n],
    [[0.5, -0.25, 3], [2n ** 53n, -(2n ** 52n), 3n * 2n ** 54n], 2n ** 54n],
    [[Number.MIN_VALUE], [1n], 2n ** 1074n],
    [[2 ** 60], [2n ** 60n], 1n],
  ])('%j', (values, integers, one) => {
    expect(wholeNumbers(values)).toEqual({ integers, one });
  });

  it('keeps order, sums and signs of all doubles', () => {
    fc.assert(
      fc.property(finite, finite, (a, b) => {
        const { integers } = wholeNumbers([a, b]);
        const [left, right] = integers as [bigint, bigint];
        expect(left < right).toBe(a < b);
        expect(left === right).toBe(a === b);
        expect(left < 0n).toBe(a < 0);
      }),
    );
  });

  it('gives small doubles back when divided by one', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -4, max: 4, noNaN: true }).map(Math.fround)), (values) => {
        const { integers, one } = wholeNumbers(values);
        // Singles have few bits, so that both conversions are exact.
        for (const [index, value] of values.entries()) {
          if (Math.abs(value) > 1e-3) expect(Number(integers[index]) / Number(one)).toBe(value);
        }
      }),
    );
  });
});

describe('wholePoints', () => {
  it('keeps the points apart', () => {
    const { points, one } = wholePoints([[1, 0.5], [2]]);
    expect(points).toEqual([[one, one / 2n], [2n * one]]);
  });
});
