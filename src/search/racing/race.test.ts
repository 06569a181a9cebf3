import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFrom, rootKey, subKey } from '../../base/random.ts';
import { isBeaten } from './race.ts';

const target = { mean: 1, count: 8, squares: 20 * 0.25, degrees: 20 };

describe('isBeaten', () => {
  it('goes by the t statistic of a table worked by hand', () => {
    // Mean 0.3, own squares 0.02: s² = 5.02 / 21, t = −0.7 / √(s² · (1/2 + 1/8)) = −1.811; t(0.05, 21) = 1.721.
    expect(isBeaten([0.2, 0.4], target, 0.05)).toBe(true);
    // Mean 0.5: t = −1.294; t(0.1, 21) = 1.323.
    expect(isBeaten([0.4, 0.6], target, 0.1)).toBe(false);
    expect(isBeaten([0.4, 0.6], target, 0.15)).toBe(true);
  });

  it('takes common draws in pairs, which see what the noise hides', () => {
    const repeats = [5, -3, 8, 0];
    const worse = repeats.map((merit, index) => merit - 0.2 - 0.01 * index);
    const incumbent = { mean: 2.5, count: 4, squares: 100, degrees: 4 };
    expect(isBeaten(worse, incumbent, 0.05)).toBe(false);
    expect(isBeaten(worse, { ...incumbent, repeats }, 0.05)).toBe(true);
  });

  it('decides without noise by the order alone, and says nothing before it knows the noise', () => {
    expect(isBeaten([1, 1], { mean: 2, count: 2, squares: 0, degrees: 4 }, 0.05)).toBe(true);
    expect(isBeaten([2, 2], { mean: 2, count: 2, squares: 0, degrees: 4 }, 0.05)).toBe(false);
    expect(isBeaten([1], { mean: 2, count: 1, squares: 0, degrees: 0 }, 0.05)).toBe(false);
  });

  it('never drops one that is at least as good so far, and is monotone in the lead', () => {
    const merit = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(merit, { minLength: 1, maxLength: 10 }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (merits, lead) => {
          const mean = merits.reduce((sum, value) => sum + value, 0) / merits.length;
          const noise = { count: 4, squares: 3, degrees: 6 };
          expect(isBeaten(merits, { ...noise, mean: mean - lead }, 0.1)).toBe(false);
          if (isBeaten(merits, { ...noise, mean: mean + lead }, 0.1)) {
            expect(isBeaten(merits, { ...noise, mean: mean + lead + 1 }, 0.1)).toBe(true);
          }
        },
      ),
    );
  });

  it('drops an equal one about as often as it should', () => {
    let dropped = 0;
    const TRIALS = 2_000;
    for (let trial = 0; trial < TRIALS; trial++) {
      const random = randomFrom(subKey(rootKey(1), trial));
      const draw = (count: number): number[] => Array.from({ length: count }, () => random.normal());
      const others = draw(20);
      const incumbent = draw(8);
      const mean = incumbent.reduce((sum, value) => sum + value, 0) / 8;
      const squares = others.reduce((sum, value) => sum + value * value, 0);
      if (isBeaten(draw(4), { mean, count: 8, squares, degrees: 20 }, 0.1)) dropped += 1;
    }
    expect(dropped / TRIALS).toBeGreaterThan(0.08);
    expect(dropped / TRIALS).toBeLessThan(0.12);
  });
});
