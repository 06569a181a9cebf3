import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberText } from './number-text.ts';

describe('numberText', () => {
  it.each([
    [0.1 + 0.2, 6, '0.3'],
    [1 / 3, 4, '0.3333'],
    [-2.5, 6, '-2.5'],
    [1234567, 3, '1230000'],
    [1e21, 6, '1e21'],
    [1.5e-7, 6, '1.5e-7'],
    [0, 6, '0'],
    [-0, 6, '0'],
    [42, 6, '42'],
  ])('writes %d with %i digits as %s', (value, digits, text) => {
    expect(numberText(value, digits)).toBe(text);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('has no literal for %d', (value) => {
    expect(numberText(value)).toBe(null);
  });

  it('stays within half a unit of the last digit', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.integer({ min: 1, max: 8 }),
        (value, digits) => {
          const text = numberText(value, digits);
          if (text === null) {
            expect(Math.abs(value)).toBeGreaterThan(9e307);
            return;
          }
          const read = Number(text);
          expect(Math.abs(read - value)).toBeLessThanOrEqual(Math.abs(value) * 10 ** (1 - digits));
        },
      ),
    );
  });
});
