import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/base/hash.ts';
import { type TaskUnderTest, taskUnderTest } from '../shared/task-under-test.ts';
import { type City, instancesOf, largeInstances } from './instances.ts';
import { lengthOf, normalisedLength, readTour } from './tour.ts';

describe('readTour', () => {
  it.each<[unknown, string]>([
    [undefined, 'must answer a list of 3 city numbers'],
    ['012', 'must answer a list of 3 city numbers'],
    [[0, 1], '3 city numbers, not 2'],
    [[0, 1, 1], 'city 1 is visited twice'],
    [[0, 1, 3], 'place 2 of the tour must be a city from 0 to 2, not 3'],
    [[0, 1, -1], 'place 2'],
    [[0, 1, 1.5], 'place 2'],
    [[0, 1, '2'], 'place 2'],
    [new Array(3), 'place 0'],
  ])('refuses %j', (answer, reason) => {
    expect(readTour(answer, 3)).toContain(reason);
  });

  it('takes every order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), (order) => {
        expect(readTour(order, 5)).toEqual(order);
      }),
    );
  });
});

describe('lengths', () => {
  const square: City[] = [
    [0, 0],
    [0, 1],
    [1, 1],
    [1, 0],
  ];
  it('are of the closed tour', () => {
    expect(lengthOf(square, [0, 1, 2, 3])).toBe(4);
    expect(normalisedLength(square, [0, 1, 2, 3])).toBe(2);
    expect(lengthOf(square, [0, 2, 1, 3])).toBeCloseTo(2 + 2 * Math.SQRT2, 12);
  });

  it('do not depend on where a tour begins or on its direction', () => {
    const [cities = []] = instancesOf('train');
    const numbers = cities.map((_, city) => city);
    fc.assert(
      fc.property(fc.shuffledSubarray(numbers, { minLength: 60 }), fc.nat(59), (tour, first) => {
        const length = lengthOf(cities, tour);
        expect(lengthOf(cities, [...tour.slice(first), ...tour.slice(0, first)])).toBeCloseTo(length, 9);
        expect(lengthOf(cities, [...tour].reverse())).toBeCloseTo(length, 9);
      }),
      { numRuns: 20 },
    );
  });
});

describe('the task', () => {
  let subject: TaskUnderTest;
  beforeAll(async () => {
    subject = await taskUnderTest('tsp-constructive');
  });

  it('has the known order of insertion heuristics', async () => {
    const scoreOf = async (rule: string) =>
      (await subject.measure(subject.changed(['return -nearest;', `return ${rule};`]))).score;
    const nearest = (await subject.measure(subject.seed)).score;
    const cheapest = await scoreOf('-detour');
    const farthest = await scoreOf('nearest');
    expect(nearest).toBeCloseTo(0.9047, 4);
    expect(cheapest).toBeLessThan(nearest);
    expect(farthest).toBeLessThan(cheapest);
    expect(await scoreOf('regret')).toBeCloseTo(0.8059, 4);
  });

  it('reports larger instances and a picture on the test split', async () => {
    const { privateMetrics, artifacts } = await subject.measure(subject.seed, 'test');
    expect(privateMetrics?.length150).toBeGreaterThan(0.8);
    expect(artifacts?.picture).toMatch(/^<svg .*<\/svg>$/);
  });

  it.each(['NaN', '-Infinity', 'left > 0.5 ? NaN : 1'])(
    'still makes tours when everything is worth %s',
    async (value) => {
      const program = subject.changed(['return -nearest;', `return ${value};`], ['return detour;', `return ${value};`]);
      expect(await subject.reasonAgainst(program)).toBeUndefined();
    },
  );

  // Published scores belong to these cities. They come from a module that the version of the task does not see.
  it('never changes its instances', () => {
    const all = [instancesOf('train'), instancesOf('validation'), instancesOf('test'), largeInstances()];
    expect(all.map((instances) => instances.length)).toEqual([16, 16, 24, 2]);
    const texts = all.flat().map((cities) => JSON.stringify(cities));
    expect(new Set(texts).size).toBe(58);
    expect(sha256(texts.join()).slice(0, 16)).toBe('d349b0cae5ea9723');
  });
});
