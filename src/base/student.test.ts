import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { studentProbability, studentQuantile } from './student.ts';

describe('Student’s t', () => {
  // Upper quantiles as printed tables have them (Abramowitz & Stegun, table 26.10, and the normal limit).
  it.each([
    [0.05, 1, 6.314],
    [0.05, 2, 2.92],
    [0.05, 3, 2.353],
    [0.05, 10, 1.812],
    [0.025, 4, 2.776],
    [0.025, 7, 2.365],
    [0.1, 5, 1.476],
    [0.1, 30, 1.31],
    [0.05, 120, 1.658],
    [0.05, 100_000, 1.645],
  ])('is exceeded with probability %f at %i degrees above %f', (upper, degrees, t) => {
    expect(studentQuantile(upper, degrees)).toBeCloseTo(t, 2);
  });

  it('has a probability that is the inverse of its quantile, grows with t and is symmetric', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.integer({ min: 1, max: 300 }),
        fc.double({ min: -30, max: 30, noNaN: true }),
        (upper, degrees, t) => {
          expect(studentProbability(studentQuantile(upper, degrees), degrees)).toBeCloseTo(1 - upper, 6);
          const below = studentProbability(t, degrees);
          expect(studentProbability(t + 0.5, degrees)).toBeGreaterThanOrEqual(below - 1e-12);
          expect(below + studentProbability(-t, degrees)).toBeCloseTo(1, 12);
        },
      ),
      { numRuns: 200 },
    );
  });
});
