import { describe, expect, it } from 'vitest';
import { assertFrequencies } from '../../../testing/conformance/chi-squared.ts';
import { randomFrom, slotKey } from '../../base/random.ts';
import { mean } from '../../base/statistics.ts';
import { betaDraw, gammaDraw } from './beta-draw.ts';

const DRAWS = 6000;

function draws(draw: (random: ReturnType<typeof randomFrom>) => number): number[] {
  const random = randomFrom(slotKey(9, 1, 'draws'));
  return Array.from({ length: DRAWS }, () => draw(random));
}

/** A distribution function turns its own draws into uniform ones: every tenth of 0 … 1 is hit equally often. */
function assertDistribution(values: readonly number[], distribution: (value: number) => number): void {
  const counts = Array.from({ length: 10 }, () => 0);
  for (const value of values) {
    const tenth = Math.min(Math.floor(distribution(value) * 10), 9);
    counts[tenth] = (counts[tenth] as number) + 1;
  }
  assertFrequencies(
    counts,
    counts.map(() => 0.1),
  );
}

describe('betaDraw', () => {
  it.each([
    { a: 1, b: 1, distribution: (x: number) => x },
    { a: 3, b: 1, distribution: (x: number) => x ** 3 },
    { a: 1, b: 4, distribution: (x: number) => 1 - (1 - x) ** 4 },
    { a: 2, b: 2, distribution: (x: number) => 3 * x ** 2 - 2 * x ** 3 },
    { a: 0.5, b: 0.5, distribution: (x: number) => (2 / Math.PI) * Math.asin(Math.sqrt(x)) },
  ])('Beta($a, $b) has its distribution function', ({ a, b, distribution }) => {
    assertDistribution(
      draws((random) => betaDraw(a, b, random)),
      distribution,
    );
  });

  it('stays in 0 … 1 for extreme shapes', () => {
    for (const [a, b] of [
      [1e-9, 1e-9],
      [1e-300, 1],
      [1e6, 1e6],
      [1, 1e9],
    ] as const) {
      for (const value of draws((random) => betaDraw(a, b, random)).slice(0, 200)) {
        expect(value >= 0 && value <= 1).toBe(true);
      }
    }
  });
});

describe('gammaDraw', () => {
  it('of shape 1 is exponential, of shape 2 a sum of two', () => {
    assertDistribution(
      draws((random) => gammaDraw(1, random)),
      (x) => 1 - Math.exp(-x),
    );
    assertDistribution(
      draws((random) => gammaDraw(2, random)),
      (x) => 1 - Math.exp(-x) * (1 + x),
    );
  });

  it.each([0.3, 1.5, 40])('of shape %d has mean and variance equal to it', (shape) => {
    const values = draws((random) => gammaDraw(shape, random));
    const average = mean(values);
    const variance = mean(values.map((value) => (value - average) ** 2));
    // Four standard errors of each.
    expect(Math.abs(average - shape)).toBeLessThan(4 * Math.sqrt(shape / DRAWS));
    expect(Math.abs(variance - shape)).toBeLessThan(4 * Math.sqrt((2 * shape ** 2 + 6 * shape) / DRAWS));
  });
});
