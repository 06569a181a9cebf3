import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../base/random.ts';
import { type Distribution, initialDistribution, populationSizeFor, sample, updated } from './distribution.ts';

/** Generations until f is below the goal; the distribution alone, without programs. */
function generationsTo(goal: number, f: (x: readonly number[]) => number, start: Distribution, seed: number): number {
  const random = randomFrom({ seed, path: '/cma' });
  const lambda = populationSizeFor(start.mean.length);
  let distribution = start;
  for (let generation = 1; generation < 2_000; generation++) {
    const points = Array.from({ length: lambda }, () => sample(distribution, random.normal));
    const ranked = points.map((x) => ({ x, value: f(x) })).sort((a, b) => a.value - b.value);
    if ((ranked[0]?.value ?? 1) < goal) return generation;
    distribution = updated(
      distribution,
      ranked.map(({ x }) => x),
    );
  }
  return Number.POSITIVE_INFINITY;
}

const at = (x: readonly number[], i: number): number => x[i] ?? 0;
const sphere = (x: readonly number[]): number => x.reduce((sum, value) => sum + (value - 1) ** 2, 0);
const ellipsoid = (x: readonly number[]): number =>
  x.reduce((sum, value, i) => sum + 1e6 ** (i / (x.length - 1)) * (value - 1) ** 2, 0);
const rosenbrock = (x: readonly number[]): number =>
  x.slice(1).reduce((sum, value, i) => sum + 100 * (value - at(x, i) ** 2) ** 2 + (1 - at(x, i)) ** 2, 0);

describe('populationSizeFor', () => {
  it.each([
    [1, 4],
    [2, 6],
    [5, 8],
    [10, 10],
    [24, 13],
  ])('%i dimensions: %i', (dimensions, size) => {
    expect(populationSizeFor(dimensions)).toBe(size);
  });
});

describe('sample', () => {
  it('has the mean and the covariance of the distribution', () => {
    const random = randomFrom({ seed: 1, path: '' });
    const distribution = { ...initialDistribution(2, 0.5), mean: [3, -1], covariance: [4, 1, 2] };
    const points = Array.from({ length: 20_000 }, () => sample(distribution, random.normal));
    const mean = (f: (x: number, y: number) => number): number =>
      points.reduce((sum, x) => sum + f(at(x, 0) - 3, at(x, 1) + 1), 0) / points.length;
    expect(mean((x) => x)).toBeCloseTo(0, 1);
    expect(mean((x) => x * x)).toBeCloseTo(1, 1);
    expect(mean((x, y) => x * y)).toBeCloseTo(0.25, 1);
    expect(mean((_, y) => y * y)).toBeCloseTo(0.5, 1);
  });
});

describe('updated', () => {
  it('moves towards the better half', () => {
    const start = initialDistribution(2, 1);
    const next = updated(start, [
      [1, 0],
      [0.8, 0.2],
      [0.9, -0.2],
      [-1, 0],
      [-0.8, 0],
      [-1, 0.1],
    ]);
    expect(next.generation).toBe(1);
    expect(at(next.mean, 0)).toBeGreaterThan(0.8);
    expect(Math.abs(at(next.mean, 1))).toBeLessThan(0.1);
  });

  // Generations that Hansen's own implementations need are of this size: about 10 n f-values per decade on the sphere.
  it.each([
    ['sphere, 5', sphere, 5, 120],
    ['sphere, 20', sphere, 20, 320],
    ['ellipsoid, 5', ellipsoid, 5, 300],
    ['ellipsoid, 10', ellipsoid, 10, 620],
    ['Rosenbrock, 5', rosenbrock, 5, 500],
  ] as const)('solves the %s-dimensional problem', (_, f, dimensions, generations) => {
    const runs = [1, 2, 3].map((seed) => generationsTo(1e-9, f, initialDistribution(dimensions, 0.5), seed));
    expect(runs.sort((a, b) => a - b)[1]).toBeLessThan(generations);
  });

  it('shortens steps that were never likely', () => {
    const start = initialDistribution(3, 1);
    const wild = [[1e9, 0, 0], ...Array.from({ length: 6 }, (_, i) => [0, i / 10, 0])];
    const next = updated(start, wild);
    expect(at(next.mean, 0)).toBeLessThan(4);
    expect(next.sigma).toBeLessThan(3);
  });

  it('works in one dimension', () => {
    expect(generationsTo(1e-9, sphere, initialDistribution(1, 0.5), 1)).toBeLessThan(80);
  });
});
