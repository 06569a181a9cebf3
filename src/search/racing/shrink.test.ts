import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFrom, rootKey } from '../../base/random.ts';
import { addToPopulation, NO_POPULATION, NO_SPREAD } from '../../core/noise.ts';
import { shrunkMerit } from './shrink.ts';

const within = { squares: 20, degrees: 20 };
/** Ten candidates of two repeats each, with variance 4: of it 0.5 is noise. */
const population = { weight: 10, mean: 1, squares: 40, reciprocals: 5 };

describe('shrunkMerit', () => {
  it('is the posterior mean of a table worked by hand', () => {
    // τ² = 4 − 1 · 5 / 10 = 3.5; weight of the own mean 3.5 / (3.5 + 1/2) = 0.875.
    expect(shrunkMerit([4, 6], within, population)).toBeCloseTo(1 + 0.875 * 4, 12);
    expect(shrunkMerit([5, 5, 5, 5, 5, 5, 5, 5], within, population)).toBeCloseTo(1 + (3.5 / 3.625) * 4, 12);
  });

  it('is the mean itself without noise, or while the noise is not known', () => {
    expect(shrunkMerit([4, 6], { squares: 0, degrees: 20 }, population)).toBe(5);
    expect(shrunkMerit([4, 6], NO_SPREAD, population)).toBe(5);
    expect(shrunkMerit([4, 6], within, NO_POPULATION)).toBe(5);
  });

  it('lies between the mean and the population, nearer to the mean with more repeats, and keeps the order', () => {
    const merit = fc.double({ min: -100, max: 100, noNaN: true });
    const spread = fc.double({ min: 0, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(merit, merit, fc.integer({ min: 1, max: 20 }), spread, (own, other, count, squares) => {
        const here = { ...population, squares };
        const of = (mean: number, repeats: number): number =>
          shrunkMerit(
            Array.from({ length: repeats }, () => mean),
            within,
            here,
          );
        const value = of(own, count);
        const slack = 1e-9 * (1 + Math.abs(own));
        expect(value).toBeGreaterThanOrEqual(Math.min(own, 1) - slack);
        expect(value).toBeLessThanOrEqual(Math.max(own, 1) + slack);
        expect(Math.abs(of(own, count + 1) - own)).toBeLessThanOrEqual(Math.abs(value - own) + slack);
        if (own > other) expect(value).toBeGreaterThanOrEqual(of(other, count) - slack);
      }),
    );
  });

  it('expects of the luckiest of many what it is worth', () => {
    const random = randomFrom(rootKey(7));
    let bias = 0;
    let naive = 0;
    const ROUNDS = 200;
    for (let round = 0; round < ROUNDS; round++) {
      let seen = NO_POPULATION;
      const candidates = Array.from({ length: 50 }, () => {
        const truth = random.normal();
        const repeats = [truth + random.normal(), truth + random.normal()];
        const mean = ((repeats[0] as number) + (repeats[1] as number)) / 2;
        seen = addToPopulation(seen, mean, 2);
        return { truth, repeats, mean };
      });
      const luckiest = candidates.reduce((best, candidate) => (candidate.mean > best.mean ? candidate : best));
      naive += luckiest.mean - luckiest.truth;
      bias += shrunkMerit(luckiest.repeats, { squares: 50, degrees: 50 }, seen) - luckiest.truth;
    }
    expect(naive / ROUNDS).toBeGreaterThan(0.6);
    expect(Math.abs(bias / ROUNDS)).toBeLessThan(0.15);
  });
});
