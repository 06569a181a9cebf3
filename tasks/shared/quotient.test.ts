import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quotient } from './quotient.ts';

describe('quotient', () => {
  it.each<[bigint, bigint, number]>([
    [0n, 5n, 0],
    [1n, 3n, 1 / 3],
    [-1n, 3n, -1 / 3],
    [1n, -3n, -1 / 3],
    [-2n, -3n, 2 / 3],
    [7n, 1n, 7],
    [10n ** 400n, 10n ** 399n, 10],
    [1n, 2n ** 900n, 2 ** -900],
    [2n ** 900n, 1n, 2 ** 900],
    // Half a last bit above 1 rounds to even, anything more rounds up.
    [2n ** 53n + 1n, 2n ** 53n, 1],
    [2n ** 153n + 2n ** 100n + 1n, 2n ** 153n, 1 + 2 ** -52],
  ])('%i / %i', (numerator, denominator, expected) => {
    expect(quotient(numerator, denominator)).toBe(expected);
  });

  it('is the division of doubles for integers that doubles hold', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), (a, b) => {
        if (a !== 0 && b !== 0) expect(quotient(BigInt(a), BigInt(b))).toBe(a / b);
      }),
    );
  });

  it('does not depend on a common factor', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 60n), fc.bigInt(1n, 10n ** 60n), fc.bigInt(1n, 10n ** 80n), (a, b, factor) => {
        expect(quotient(a * factor, b * factor)).toBe(quotient(a, b));
      }),
    );
  });

  it('refuses to divide by 0', () => {
    expect(() => quotient(1n, 0n)).toThrow(RangeError);
  });
});
