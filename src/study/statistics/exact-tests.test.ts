import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rootKey, subKey } from '../../base/random.ts';
import { meanInterval } from './bootstrap.ts';
import { holm } from './holm.ts';
import { signFlipTest } from './sign-flip-test.ts';
import { midranks, signedRankTest } from './signed-rank.ts';

const key = subKey(rootKey(1), 'test');

/** Every pattern of signs, one after another: slow and plain, for comparison. */
function enumerate(values: readonly number[], statistic: (signed: readonly number[]) => number): number {
  const observed = Math.abs(statistic(values));
  let hits = 0;
  for (let pattern = 0; pattern < 2 ** values.length; pattern++) {
    const signed = values.map((value, index) => ((pattern >> index) & 1 ? -1 : 1) * Math.abs(value));
    if (Math.abs(statistic(signed)) >= observed - 1e-9) hits += 1;
  }
  return hits / 2 ** values.length;
}

const differences = fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 1, maxLength: 9 });

describe('signedRankTest', () => {
  it.each([
    // All five positive: 2 of the 32 patterns are as far out.
    { strata: [[1, 2, 3, 4, 5]], statistic: 15, pairs: 5, pValue: 2 / 32 },
    { strata: [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]], statistic: 55, pairs: 10, pValue: 2 / 1024 },
    // Ranks 1, 2, 3 with signs −, +, +: W = 5; W ≥ 5 or W ≤ 1 in 5, 6, 0, 1, that is 4 of 8.
    { strata: [[-1, 2, 3]], statistic: 5, pairs: 3, pValue: 4 / 8 },
    // Ties share rank 1.5, the zero is left out.
    { strata: [[2, 2, 0]], statistic: 3, pairs: 2, pValue: 2 / 4 },
    // Two strata of one pair each: both ranks are 1.
    { strata: [[9], [1]], statistic: 2, pairs: 2, pValue: 2 / 4 },
    { strata: [[0, 0]], statistic: 0, pairs: 0, pValue: 1 },
    { strata: [[]], statistic: 0, pairs: 0, pValue: 1 },
  ])('of $strata is p = $pValue', ({ strata, statistic, pairs, pValue }) => {
    const result = signedRankTest(strata);
    expect(result).toMatchObject({ statistic, pairs });
    expect(result.pValue).toBeCloseTo(pValue, 12);
  });

  it('agrees with counting every pattern of signs', () => {
    fc.assert(
      fc.property(differences, (values) => {
        const unequal = values.filter((value) => value !== 0);
        const ranks = midranks(unequal.map(Math.abs));
        const balance = (signed: readonly number[]): number =>
          signed.reduce((sum, value, index) => sum + Math.sign(value) * (ranks[index] as number), 0);
        expect(signedRankTest([values]).pValue).toBeCloseTo(unequal.length === 0 ? 1 : enumerate(unequal, balance), 9);
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it('stays exact where the number of patterns is astronomical', () => {
    const { pValue } = signedRankTest([Array.from({ length: 60 }, (_, index) => index + 1)]);
    expect(pValue / 2 ** -59).toBeCloseTo(1, 6);
  });
});

describe('what is not finite', () => {
  const options = { level: 0.95, resamples: 10 };
  it.each([
    ['the signed-rank test', (values: readonly number[]) => signedRankTest([[1], values])],
    ['the sign-flip test', (values: readonly number[]) => signFlipTest(values, key)],
    ['the interval of a mean', (values: readonly number[]) => meanInterval(values, options, key)],
    ['the interval of one', (values: readonly number[]) => meanInterval(values.slice(1), options, key)],
  ])('%s refuses', (_, statistic) => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(() => statistic([1, value])).toThrow(expect.objectContaining({ code: 'KAIZEN_STUDY_NOT_FINITE' }));
    }
  });
});

describe('signFlipTest', () => {
  it.each([
    { values: [1, 2, 3], pValue: 2 / 8 },
    // |sum| = 4; of ±1 ±2 ±3 the sums 6, 4, −4, −6 are as far out.
    { values: [-1, 2, 3], pValue: 4 / 8 },
    { values: [0, 5], pValue: 1 },
    { values: [0, 0], pValue: 1 },
    { values: [], pValue: 1 },
  ])('of $values is p = $pValue', ({ values, pValue }) => {
    expect(signFlipTest(values, key)).toBeCloseTo(pValue, 12);
  });

  it('agrees with counting every pattern of signs', () => {
    fc.assert(
      fc.property(differences, (values) => {
        const unequal = values.filter((value) => value !== 0);
        const sum = (signed: readonly number[]): number => signed.reduce((total, value) => total + value, 0);
        expect(signFlipTest(values, key)).toBeCloseTo(unequal.length === 0 ? 1 : enumerate(unequal, sum), 9);
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it('of many pairs is estimated, never 0, and the same each time', () => {
    const values = Array.from({ length: 40 }, () => 1);
    expect(signFlipTest(values, key)).toBe(1 / 20_001);
    const balanced = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? 1 : -1) * (index + 1));
    expect(signFlipTest(balanced, key)).toBe(signFlipTest(balanced, key));
    expect(signFlipTest(balanced, key)).toBeGreaterThan(0.5);
  });
});

describe('holm', () => {
  it.each([
    // Sorted 0.005 · 4, 0.01 · 3, 0.03 · 2, and 0.04 · 1, which may not fall below the one before it.
    { pValues: [0.01, 0.04, 0.03, 0.005], adjusted: [0.03, 0.06, 0.06, 0.02] },
    { pValues: [0.5, 0.9], adjusted: [1, 1] },
    { pValues: [0.04], adjusted: [0.04] },
    { pValues: [], adjusted: [] },
  ])('of $pValues is $adjusted', ({ pValues, adjusted }) => {
    const result = holm(pValues);
    for (const [index, value] of adjusted.entries()) expect(result[index]).toBeCloseTo(value, 12);
  });

  it('never makes a p-value smaller, keeps their order, and is never harsher than Bonferroni', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }), (pValues) => {
        const adjusted = holm(pValues);
        for (const [index, p] of pValues.entries()) {
          const own = adjusted[index] as number;
          expect(own).toBeGreaterThanOrEqual(p);
          expect(own).toBeLessThanOrEqual(Math.min(1, p * pValues.length) + 1e-15);
          for (const [other, q] of pValues.entries())
            if (p < q) expect(own).toBeLessThanOrEqual(adjusted[other] as number);
        }
      }),
      { numRuns: 100, seed: 1 },
    );
  });
});
