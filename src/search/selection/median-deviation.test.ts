import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median } from '../../base/statistics.ts';
import { medianDeviation } from './median-deviation.ts';

describe('medianDeviation', () => {
  it.each([
    { values: [1, 1, 2, 2, 4, 6, 9], median: 2, deviation: 1 },
    { values: [40, 10, 50, 20], median: 30, deviation: 15 },
    { values: [5], median: 5, deviation: 0 },
    { values: [3, 3, 3, 900], median: 3, deviation: 0 },
  ])('of $values', ({ values, median, deviation }) => {
    expect(medianDeviation(values)).toEqual({ median, deviation });
  });

  it('agrees with the general quantile', () => {
    const value = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 30 }), (values) => {
        const middle = median(values);
        const deviation = median(values.map((each) => Math.abs(each - middle)));
        expect(medianDeviation(values)).toEqual({ median: middle, deviation });
      }),
    );
  });

  it('knows nothing about an empty list', () => {
    expect(medianDeviation([])).toEqual({ median: Number.NaN, deviation: Number.NaN });
  });
});
