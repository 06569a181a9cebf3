import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addToPopulation, addWithin, NO_POPULATION, NO_SPREAD } from './noise.ts';

const merits = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 12 });

describe('the spread within candidates', () => {
  it('is the sum of squares around each candidate’s own mean', () => {
    const spread = addWithin(addWithin(NO_SPREAD, [1, 3]), [10, 10, 16]);
    // (1 + 1) + (4 + 4 + 16), with 1 + 2 degrees.
    expect(spread).toEqual({ squares: 26, degrees: 3 });
    expect(addWithin(spread, [])).toBe(spread);
    expect(addWithin(spread, [7])).toEqual({ squares: 26, degrees: 3 });
    expect(addWithin(NO_SPREAD, [0.1, 0.1, 0.1, 0.1, 0.1, 0.1]).squares).toBe(0);
  });

  it('does not depend on where candidates are', () => {
    fc.assert(
      fc.property(merits, fc.double({ min: -1e3, max: 1e3, noNaN: true }), (values, shift) => {
        const moved = addWithin(
          NO_SPREAD,
          values.map((value) => value + shift),
        );
        const { squares, degrees } = addWithin(NO_SPREAD, values);
        expect(moved.squares).toBeCloseTo(squares, 4);
        expect(moved.degrees).toBe(degrees);
      }),
    );
  });
});

describe('a score near the largest number', () => {
  it('does not spoil what is known', () => {
    const spread = addWithin(NO_SPREAD, [1, 3]);
    expect(addWithin(spread, [1e308, -1e308])).toBe(spread);
    const population = addToPopulation(addToPopulation(NO_POPULATION, 1, 2), 2, 2);
    expect(addToPopulation(population, 1e300, 2)).toBe(population);
  });
});

describe('the population', () => {
  it('has the weighted moments of a naive computation', () => {
    fc.assert(
      fc.property(merits, (values) => {
        const population = values.reduce((sum, value, index) => addToPopulation(sum, value, index + 1), NO_POPULATION);
        const weights = values.map((_, index) => 0.98 ** (values.length - 1 - index));
        const total = (of: (index: number) => number): number =>
          weights.reduce((sum, weight, index) => sum + weight * of(index), 0);
        const mean = total((index) => values[index] as number) / total(() => 1);
        expect(population.weight).toBeCloseTo(
          total(() => 1),
          9,
        );
        expect(population.mean).toBeCloseTo(mean, 6);
        expect(population.squares).toBeCloseTo(
          total((index) => ((values[index] as number) - mean) ** 2),
          3,
        );
        expect(population.reciprocals).toBeCloseTo(
          total((index) => 1 / (index + 1)),
          9,
        );
      }),
    );
  });

  it('follows a search that has moved on', () => {
    let population = NO_POPULATION;
    for (let i = 0; i < 200; i++) population = addToPopulation(population, i < 100 ? 0 : 10, 2);
    expect(population.mean).toBeGreaterThan(8);
  });
});
