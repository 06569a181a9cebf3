import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peakOverMass } from '../../autocorrelation-first/peak-over-mass.ts';
import { normRatio } from '../../autocorrelation-second/norm-ratio.ts';
import { signedPeak } from '../../autocorrelation-third/signed-peak.ts';
import { largestOverlap } from '../../erdos-overlap/largest-overlap.ts';
import { wholeNumbers } from '../dyadic.ts';
import type { StepProblem } from './measure-steps.ts';

const PROBLEMS = { peakOverMass, normRatio, signedPeak, largestOverlap };

function scoreOf(problem: StepProblem, heights: readonly number[]): number {
  const { integers, one } = wholeNumbers(heights);
  const result = problem.solve(integers, one);
  return typeof result === 'string' ? Number.NaN : result.score;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function products(a: readonly number[], b: readonly number[]): number[] {
  const sums = new Array<number>(a.length + b.length - 1).fill(0);
  for (const [i, x] of a.entries()) for (const [j, y] of b.entries()) sums[i + j] = (sums[i + j] as number) + x * y;
  return sums;
}

/** The same scores, written down anew in floating point. */
const NAIVE: Readonly<Record<keyof typeof PROBLEMS, (heights: readonly number[]) => number>> = {
  peakOverMass: (a) => (2 * a.length * Math.max(...products(a, a))) / sum(a) ** 2,
  signedPeak: (a) => (2 * a.length * Math.max(...products(a, a).map(Math.abs))) / sum(a) ** 2,
  normRatio: (a) => {
    const c = [0, ...products(a, a), 0];
    const squares = c.slice(1).map((v, k) => ((c[k] as number) ** 2 + (c[k] as number) * v + v ** 2) / 3);
    return sum(squares) / (sum(c) * Math.max(...c));
  },
  largestOverlap: (a) => {
    const h = a.map((height) => (height * a.length) / (2 * sum(a)));
    const rest = h.map((height) => 1 - height).reverse();
    return Math.max(...products(h, rest)) * (2 / a.length);
  },
};

// Near 1, so that no height is above 1 when the overlap scales them.
const list = fc.array(fc.double({ min: 0.6, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 });

describe('values by hand', () => {
  it.each<[keyof typeof PROBLEMS, readonly number[], number]>([
    // c = 1: 2 · 1 · 1 / 1.
    ['peakOverMass', [1], 2],
    // c = 1, 2, 1: 2 · 2 · 2 / 4.
    ['peakOverMass', [1, 1], 2],
    // c = 0, 0, 1: 2 · 2 · 1 / 1.
    ['peakOverMass', [0, 1], 4],
    // c = 4, 4, 1: 2 · 2 · 4 / 9.
    ['peakOverMass', [2, 1], 16 / 9],
    // c = 4, −4, 1: 2 · 2 · 4 / 1.
    ['signedPeak', [2, -1], 16],
    // c = 1, −4, 4 the other way round.
    ['signedPeak', [-1, 2], 16],
    // c = 1: (1 + 1) / (3 · 1 · 1).
    ['normRatio', [1], 2 / 3],
    // c = 1, 2, 1: (1 + 7 + 7 + 1) / (3 · 4 · 2).
    ['normRatio', [1, 1], 2 / 3],
    // c = 4, 4, 1: (16 + 48 + 21 + 1) / (3 · 9 · 4).
    ['normRatio', [2, 1], 86 / 108],
    // h = 1/2 everywhere: 1/4 over a length of 2.
    ['largestOverlap', [1], 0.5],
    ['largestOverlap', [3, 3], 0.5],
    // h = 0, 1: shifted by one it covers all of its complement.
    ['largestOverlap', [0, 1], 1],
    // h = 0, 1, 1, 0 on quarters: shifted by one quarter or two, one half meets the complement.
    ['largestOverlap', [0, 1, 1, 0], 0.5],
  ])('%s of %j is %d', (name, heights, value) => {
    expect(scoreOf(PROBLEMS[name], heights)).toBe(value);
  });

  it.each([
    ['peakOverMass', [0, 0], 'heights must not all be 0'],
    ['normRatio', [0], 'heights must not all be 0'],
    ['largestOverlap', [0], 'heights must not all be 0'],
    ['signedPeak', [1, -1], 'the heights must not add up to 0'],
    ['largestOverlap', [1, 0, 0], 'height 0 is above 1'],
    ['largestOverlap', [1, 1 + 2 ** -52, 0, 0], 'height 1 is above 1'],
  ] as const)('%s refuses %j', (name, heights, reason) => {
    const { integers, one } = wholeNumbers(heights);
    expect(PROBLEMS[name].solve(integers, one)).toContain(reason);
  });
});

describe.each(Object.entries(PROBLEMS))('%s', (name, problem) => {
  it('is what floating point says, up to rounding', () => {
    fc.assert(
      fc.property(list, (heights) => {
        expect(scoreOf(problem, heights)).toBeCloseTo(NAIVE[name as keyof typeof PROBLEMS](heights), 10);
      }),
    );
  });

  it('does not depend on scale, direction or how finely the same function is cut', () => {
    fc.assert(
      fc.property(list, fc.integer({ min: -20, max: 20 }), (heights, exponent) => {
        const score = scoreOf(problem, heights);
        expect(
          scoreOf(
            problem,
            heights.map((height) => height * 2 ** exponent),
          ),
        ).toBe(score);
        expect(scoreOf(problem, [...heights].reverse())).toBe(score);
        expect(
          scoreOf(
            problem,
            heights.flatMap((height) => [height, height]),
          ),
        ).toBe(score);
      }),
    );
  });
});
