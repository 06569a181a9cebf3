import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/base/hash.ts';
import { randomFrom, rootKey } from '../../src/base/random.ts';
import { boxWays, circleChoices, FAMILIES, pathsAround } from './families.ts';
import { isAnswer } from './problem.ts';
import { generatedProblems } from './problem-set.ts';

const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);

const SPLITS = ['train', 'validation', 'test'] as const;

describe('counts', () => {
  it.each([
    [4, 4, 2, 2],
    [8, 5, 3, 1],
    [6, 7, 1, 6],
  ])('paths to (%d, %d) around (%d, %d) are all paths without those through it', (width, height, x, y) => {
    const through = choose(x + y, x) * choose(width + height - x - y, width - x);
    expect(pathsAround(width, height, x, y)).toBe(choose(width + height, width) - through);
  });

  it.each([
    [6, 3, 3],
    [14, 4, 5],
    [10, 5, 4],
  ])('%d balls in %d boxes of %d follow inclusion and exclusion', (balls, boxes, most) => {
    let ways = 0;
    for (let full = 0; full <= boxes && full * (most + 1) <= balls; full += 1) {
      ways += (-1) ** full * choose(boxes, full) * choose(balls - full * (most + 1) + boxes - 1, boxes - 1);
    }
    expect(boxWays(balls, boxes, most)).toBe(ways);
  });

  it.each([
    [9, 3],
    [11, 4],
    [14, 5],
  ])('choices of a circle of %d are n / (n − k) · C(n − k, k) for k = %d', (size, marks) => {
    expect(circleChoices(size, marks)).toBe((size / (size - marks)) * choose(size - marks, marks));
  });
});

// Texts are read again, and answers worked out in another way than the generator's.
describe('answers', () => {
  const numbersOf = (text: string): number[] => [...text.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  const RECOMPUTED: Readonly<Record<string, (numbers: readonly number[]) => number>> = {
    'remainder of a power': ([base = 0, exponent = 0, modulus = 1]) => {
      let power = 1;
      for (let times = 0; times < exponent; times += 1) power = (power * base) % modulus;
      return power;
    },
    divisors: ([, two = 0, , three = 0, , five = 0, least = 1]) => {
      const number = 2 ** two * 3 ** three * 5 ** five;
      let count = 0;
      for (let root = 1; root * root <= number; root += 1) {
        if (number % root !== 0) continue;
        if (root % least === 0) count += 1;
        if (root * root !== number && (number / root) % least === 0) count += 1;
      }
      return count;
    },
    'powers of roots': ([sum = 0, product = 0, power = 0]) => {
      if (power === 2) return sum ** 2 - 2 * product;
      if (power === 3) return sum ** 3 - 3 * sum * product;
      return (sum ** 2 - 2 * product) ** 2 - 2 * product ** 2;
    },
    'integer points of a region': ([a = 1, b = 1, limit = 0]) => {
      let count = 0;
      for (let x = -limit; x <= limit; x += 1) {
        const left = limit - a * Math.abs(x);
        if (left >= 0) count += 1 + 2 * Math.floor(left / b);
      }
      return count;
    },
  };

  it.each(FAMILIES.filter(({ name }) => name in RECOMPUTED))('of $name are right', ({ name, make }) => {
    const random = randomFrom(rootKey(7));
    for (let draw = 0; draw < 10; draw += 1) {
      const { text, answer } = make(random);
      expect(RECOMPUTED[name]?.(numbersOf(text))).toBe(answer);
    }
  });
});

describe('the problems', () => {
  it('have answers in range, and no text is there twice, within a split or in two', () => {
    const problems = SPLITS.flatMap((split) => generatedProblems(split));
    expect(problems).toHaveLength(176);
    expect(problems.every(({ answer }) => isAnswer(answer) && answer > 0)).toBe(true);
    expect(new Set(problems.map(({ text }) => text)).size).toBe(176);
    expect(problems.filter(({ text, answer }) => new RegExp(`\\b${answer}\\b`).test(text)).length).toBeLessThan(9);
  });

  // Published scores belong to these problems. They come from a generator that the version of the task does not see.
  it('never change', () => {
    const all = SPLITS.flatMap((split) => generatedProblems(split)).map(({ text, answer }) => [text, answer]);
    expect(sha256(JSON.stringify(all)).slice(0, 16)).toBe('206b3db98530a374');
  });
});
