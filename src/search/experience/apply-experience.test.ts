import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleTask } from '../../../testing/sample-task.ts';
import type { Components } from '../../core/component.ts';
import { presetComponents } from '../../engine/presets.ts';
import { COMPONENT_NAMES, createAllocator } from '../components.ts';
import { createOperator } from '../operators/registry.ts';
import { applyExperience, withMinedIdioms } from './apply-experience.ts';
import { operatorPriors } from './operator-priors.ts';
import { operatorWeights } from './operator-weights.ts';
import { evidence, sampleExperience } from './test-support/experiences.ts';

describe('operatorWeights', () => {
  it('is the shrunk rate, mixed with equal shares', () => {
    // r̄ = 30/60 = 1/2; rates (20 + 10)/(10 + 10) = 3/2 and (10 + 10)/(20 + 10) = 2/3; half of the slots in proportion.
    const weights = operatorWeights(['a', 'b'], [evidence('a', 100, 20, 20), evidence('b', 100, 10, 40)]);
    expect(weights?.a).toBeCloseTo(0.25 + 0.5 * (1.5 / (1.5 + 2 / 3)), 12);
    expect(weights?.b).toBeCloseTo(0.25 + 0.5 * (2 / 3 / (1.5 + 2 / 3)), 12);
  });

  it('an operator that nobody knows counts as the mean of the others', () => {
    const weights = operatorWeights(['a', 'b', 'new'], [evidence('a', 100, 20, 20), evidence('b', 100, 10, 40)]);
    // Its rate is 1, that of the mean.
    expect(weights?.new).toBeCloseTo(0.5 / 3 + 0.5 * (1 / (1.5 + 2 / 3 + 1)), 12);
  });

  it('says nothing where nothing was gained or used', () => {
    expect(operatorWeights(['a'], [])).toBeUndefined();
    expect(operatorWeights(['a'], [evidence('b', 10, 5, 5)])).toBeUndefined();
    expect(operatorWeights(['a'], [evidence('a', 10, 0, 5)])).toBeUndefined();
    expect(operatorWeights(['a'], [evidence('a', 10, 5, 0)])).toBeUndefined();
  });

  it('sums to 1, starves nobody, and orders by rate', () => {
    const one = fc.tuple(
      fc.integer({ min: 1, max: 1000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0.01, max: 50, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 8 }), (rows) => {
        const found = rows.map(([trials, gain, compute], i) =>
          evidence(`o${i}`, trials, gain * trials, compute * trials),
        );
        const weights = operatorWeights(
          found.map(({ operator }) => operator),
          found,
        );
        if (weights === undefined) return;
        const values = Object.values(weights);
        expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
        expect(Math.min(...values)).toBeGreaterThanOrEqual(0.5 / rows.length - 1e-12);
      }),
      { numRuns: 100 },
    );
  });
});

describe('operatorPriors', () => {
  it('is a tenth of the slots, at most 50, at the same means', () => {
    const priors = operatorPriors(
      ['a', 'b', 'c'],
      [evidence('a', 100, 20, 50), evidence('b', 9000, 900, 18000), evidence('x', 5, 1, 1)],
    );
    expect(priors).toEqual({
      a: { weight: 10, reward: 2, compute: 5 },
      b: { weight: 50, reward: 5, compute: 100 },
    });
  });
});

describe('applyExperience', () => {
  const experience = sampleExperience();
  const names = (components: Components): string[] => components.operators.map(({ name }) => name);

  it('writes what is learned into the options, where components can be made from it', () => {
    const applied = applyExperience(presetComponents('evolution'), experience);
    expect(names(applied)).toEqual(names(presetComponents('evolution')));
    expect(Object.keys(applied.allocator.options?.weights ?? {}).sort()).toEqual(names(applied).sort());
    expect(applied.operators).toContainEqual({ name: 'numeric-tuning', options: { initialSigma: 0.07 } });
    for (const allocator of COMPONENT_NAMES.allocator) {
      const { allocator: made, operators } = applyExperience(
        { ...presetComponents('evolution'), allocator: { name: allocator } },
        experience,
      );
      expect(createAllocator(made).name).toBe(allocator);
      for (const spec of operators) expect(createOperator(spec).name).toBe(spec.name);
    }
  });

  it('knows an operator by the name of its arm', () => {
    const components: Components = {
      ...presetComponents('shinka'),
      operators: [{ name: 'model', as: 'model:a/b', options: { model: 'a/b' } }],
    };
    const { allocator } = applyExperience(components, { ...experience, operators: [evidence('model:a/b', 20, 4, 40)] });
    expect(allocator.options?.priors).toEqual({ 'model:a/b': { weight: 2, reward: 0.4, compute: 4 } });
  });

  it('leaves what was given', () => {
    const given: Components = {
      ...presetComponents('evolution'),
      allocator: { name: 'fixed', options: { weights: { 'numeric-tuning': 1 } } },
      operators: [{ name: 'numeric-tuning', options: { initialSigma: 0.5 } }],
    };
    expect(applyExperience(given, experience)).toEqual(given);
  });

  it('adds the idioms after those of the task', () => {
    const own = { file: 'own.ts', text: 'export const own = (a: number): number => a;' };
    const { idioms } = withMinedIdioms(sampleTask({ idioms: [own] }), experience);
    expect(idioms[0]).toBe(own);
    expect(idioms.slice(1).map(({ text }) => text)).toEqual(experience.idioms.map(({ text }) => text));
  });
});
