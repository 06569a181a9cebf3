import { describe, expect, it } from 'vitest';
import { rootKey, subKey } from '../base/random.ts';
import { analyse } from './analysis.ts';
import { compareArms } from './comparison.ts';
import { problemOf } from './problem.ts';
import { meanInterval } from './statistics/bootstrap.ts';
import { type SimulatedArm, simulatedCurves, simulatedSpec } from './test-support/simulated-study.ts';
import { sentenceOf, verdictOf } from './verdict.ts';

const STUDIES = 400;

function comparisonsOf(arms: readonly SimulatedArm[], tasks: number, seeds: number, study: number, resamples?: number) {
  const spec = simulatedSpec(arms, tasks, seeds, resamples);
  const curves = simulatedCurves(spec, arms, study);
  return compareArms(
    spec,
    spec.tasks.map(({ name }) => problemOf(name, spec, curves)),
  );
}

/** Arithmetic only, but a lot of it: a busy machine may take its time. */
const PATIENCE = { timeout: 180_000 };

describe('simulated studies', PATIENCE, () => {
  it('95 % intervals of the compute ratio hold the true ratio in 93 to 97 of 100', () => {
    const arms = [
      { name: 'baseline', speed: 1 },
      { name: 'faster', speed: 3 },
    ];
    let covered = 0;
    for (let study = 1; study <= STUDIES; study++) {
      const { low, high } = comparisonsOf(arms, 1, 10, study)[0]?.compute.interval ?? { low: 0, high: 0 };
      if (low <= 3 && 3 <= high) covered += 1;
    }
    expect(covered / STUDIES).toBeGreaterThanOrEqual(0.93);
    expect(covered / STUDIES).toBeLessThanOrEqual(0.97);
  });

  it('plain percentile intervals would not, at ten pairs', () => {
    const spec = simulatedSpec([{ name: 'a', speed: 1 }], 1, 10);
    let covered = 0;
    for (let study = 1; study <= STUDIES; study++) {
      const values = simulatedCurves(spec, [{ name: 'a', speed: 1 }], study).map(({ points }) =>
        Math.log(points[1]?.cost ?? 1),
      );
      const options = { level: 0.95, resamples: 400, method: 'percentile' } as const;
      const { low, high } = meanInterval(values, options, subKey(rootKey(1), 'percentile'));
      if (low <= 1.25 && 1.25 <= high) covered += 1;
    }
    expect(covered / STUDIES).toBeLessThan(0.93);
  });

  it('arms that do not differ give even one false claim in at most 5 of 100 studies', () => {
    const arms = ['baseline', 'same', 'also-same'].map((name) => ({ name, speed: 1 }));
    let studiesWithClaim = 0;
    for (let study = 1; study <= STUDIES; study++) {
      const comparisons = comparisonsOf(arms, 2, 10, study, 200);
      if (
        comparisons.some(({ claim, tasks }) =>
          [claim, ...tasks.map((task) => task.claim)].some((one) => one !== 'none'),
        )
      ) {
        studiesWithClaim += 1;
      }
    }
    expect(studiesWithClaim / STUDIES).toBeLessThanOrEqual(0.05);
  });

  it('an arm that is four times faster is found in nearly every study', () => {
    const arms = [
      { name: 'baseline', speed: 1 },
      { name: 'faster', speed: 4 },
    ];
    let found = 0;
    for (let study = 1; study <= 50; study++) if (comparisonsOf(arms, 2, 10, study)[0]?.claim === 'better') found += 1;
    expect(found).toBeGreaterThanOrEqual(48);
  });
});

describe('a task whose seed program fails on held-out data', () => {
  const arms = [
    { name: 'baseline', speed: 1 },
    { name: 'other', speed: 1 },
  ];
  const spec = simulatedSpec(arms, 2, 3);
  const facts = new Map(spec.tasks.map(({ name }) => [name, { direction: 'maximize', unit: '' } as const]));
  /** What the first and the other champions of the second task have on held-out data. */
  const curves = (first: number | null, others: number | null) =>
    simulatedCurves(spec, arms, 1).map((curve) => {
      if (curve.task !== 'task-2') return curve;
      const points = curve.points.map((point, index) => ({
        ...point,
        heldOut: (index === 0 ? first : others) ?? point.heldOut,
      }));
      return { ...curve, points };
    });

  it.each([null, Number.NEGATIVE_INFINITY])('is refused before there are statistics', (others) => {
    expect(() => analyse(spec, curves(Number.NEGATIVE_INFINITY, others), facts)).toThrow(
      expect.objectContaining({ code: 'KAIZEN_STUDY_SEED_FAILED', message: expect.stringContaining('task-2') }),
    );
  });

  it('but champions may fail: they are as good as the seed program', () => {
    const { tasks } = analyse(spec, curves(null, Number.NEGATIVE_INFINITY), facts);
    expect(tasks[1]?.arms.map(({ median }) => median)).toEqual([0, 0]);
  });
});

describe('the verdict', () => {
  const facts = new Map([['task-1', { direction: 'maximize', unit: '' } as const]]);
  const verdictWith = (speed: number): string => {
    const arms = [
      { name: 'brute-force', speed: 1 },
      { name: 'compounding', speed },
    ];
    const spec = simulatedSpec(arms, 1, 10);
    const { comparisons } = analyse(spec, simulatedCurves(spec, arms, 7), facts);
    expect(comparisons.map((comparison) => sentenceOf(comparison, spec))).toEqual([verdictOf(spec, comparisons)]);
    return verdictOf(spec, comparisons);
  };

  it('says how much less compute was needed', () => {
    expect(verdictWith(8)).toMatch(
      /^compounding reached the brute-force result with [6-9]\.\d+× less compute \(95 % CI \d+\.\d+–\d+\.\d, 10 paired seeds on task-1, p = 0\.00\d+\)\.$/,
    );
  });

  it('says how much more', () => {
    expect(verdictWith(1 / 8)).toMatch(
      /^compounding needed [6-9]\.\d+× more compute than brute-force for the same result/,
    );
  });

  it('says that there is no evidence', () => {
    expect(verdictWith(1)).toMatch(
      /^There is no evidence that compounding needs less or more compute than brute-force: ratio/,
    );
  });
});
