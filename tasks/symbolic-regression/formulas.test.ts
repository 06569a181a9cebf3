import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/base/hash.ts';
import { type TaskUnderTest, taskUnderTest } from '../shared/task-under-test.ts';
import { errorOf, FORMULAS, samplesBeyond, samplesOf } from './formulas.ts';

const SAMPLES = [1, 2, 3].map((target) => ({ a: 0, b: 0, target }));

describe('errorOf', () => {
  it.each([
    [[1, 2, 3], 0],
    // The mean is a standard deviation away: 1 / (1 + 1).
    [[2, 2, 2], 1 / 2],
    // √(2 · 0.25 / 2) = 0.5, and 0.5 / (1 + 0.5).
    [[1.5, 2, 2.5], 1 / 3],
    // √(2 · 9 / 2) = 3, and 3 / (1 + 3).
    [[4, 2, 6], 3 / 4],
    [[1, 2, Number.NaN], 1],
    [[1, 2, Number.POSITIVE_INFINITY], 1],
    [[1e300, 2, 3], 1],
  ])('of %j is %d', (answers, error) => {
    expect(errorOf(SAMPLES, answers)).toBe(error);
  });

  it('is between 0 and 1 whatever is answered', () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { minLength: 3, maxLength: 3 }), (answers) => {
        const error = errorOf(SAMPLES, answers);
        expect(error).toBeGreaterThanOrEqual(0);
        expect(error).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('the samples', () => {
  it.each([
    ['kinetic energy', 2, 3, 9],
    ['period of a pendulum', 9.81, 9.81, 2 * Math.PI],
    ['resistors in parallel', 2, 2, 1],
    ['sum of velocities, c = 1', 0.5, 0.5, 0.8],
    ['normal density', 0, 2, 0.5],
    ['damped oscillation', 0, 1, 1],
  ])('of %s are right', (name, a, b, value) => {
    expect(FORMULAS.find((formula) => formula.name === name)?.value(a, b)).toBeCloseTo(value, 12);
  });

  it('are different points of the same range in every split, and of none of it beyond', () => {
    const points = (['train', 'validation', 'test'] as const).flatMap((split) => samplesOf(split).flat());
    expect(points.length).toBe(6 * 140);
    expect(new Set(points.map(({ a, b }) => `${a} ${b}`)).size).toBe(points.length);
    for (const [index, samples] of samplesBeyond().entries()) {
      const [, high] = (FORMULAS[index] as (typeof FORMULAS)[number]).range;
      for (const { a, b, target } of samples) {
        expect(Math.min(a, b)).toBeGreaterThanOrEqual(high);
        expect(Number.isFinite(target)).toBe(true);
      }
    }
  });

  // Published scores belong to these points. They come from a module that the version of the task does not see.
  it('never change', () => {
    const all = [...(['train', 'validation', 'test'] as const).map(samplesOf), samplesBeyond()];
    const points = all.flat(2).map(({ a, b }) => [a, b]);
    expect(sha256(JSON.stringify(points)).slice(0, 16)).toBe('670842129af564f9');
  });
});

describe('the task', () => {
  let subject: TaskUnderTest;
  beforeAll(async () => {
    subject = await taskUnderTest('symbolic-regression');
  });

  it('gives the formulas themselves 0, within and beyond the range', async () => {
    const bodies = [
      '0.5 * a * b * b',
      '2 * Math.PI * Math.sqrt(a / b)',
      '(a * b) / (a + b)',
      '(a + b) / (1 + a * b)',
      'Math.exp((-a * a) / (2 * b * b)) / b',
      'Math.exp(-a * b) * Math.cos(3 * a)',
    ];
    const changes = bodies.map((body, index) => [
      `function formula${index}(a, b) {\n  return a;`,
      `function formula${index}(a, b) {\n  return ${body};`,
    ]);
    const right = subject.changed(...(changes as [string, string][]));
    const { score, metrics, privateMetrics, artifacts } = await subject.measure(right, 'test');
    expect(score).toBeLessThan(1e-12);
    expect(metrics?.found).toBe(6);
    expect(privateMetrics?.errorBeyond).toBeLessThan(1e-9);
    expect(artifacts?.picture).toMatch(/^<svg .*<\/svg>$/);
  });

  it('starts from almost nothing', async () => {
    const { score, instances } = await subject.measure(subject.seed);
    expect(score).toBeGreaterThan(0.4);
    expect(instances).toHaveLength(6);
  });

  it('counts what is not finite as no help, and refuses what is no number', async () => {
    expect((await subject.measure(subject.answering(Number.NaN))).score).toBe(1);
    expect(await subject.reasonAgainst(subject.answering('1'))).toContain('must answer a number');
  });
});
