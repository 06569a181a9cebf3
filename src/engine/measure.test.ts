import { describe, expect, it } from 'vitest';
import type { InvalidAnswer, Measurement } from '../core/evaluation.ts';
import type { ModelAccess } from '../core/model.ts';
import type { CandidateHandle, Evaluate } from '../core/task.ts';
import { CandidateFault } from '../sandbox/contract.ts';
import { measure } from './measure.ts';

const stage = { name: 'train', split: 'train' } as const;
const run = (evaluate: () => Measurement | InvalidAnswer | Promise<Measurement>) =>
  measure({ evaluate }, {} as CandidateHandle, stage, 1);

describe('measure', () => {
  it('passes a measurement on', async () => {
    expect(await run(() => ({ score: 2 }))).toEqual({
      status: 'ok',
      stage: 'train',
      split: 'train',
      measurement: { score: 2 },
    });
  });

  it('gives the evaluator the models that it may ask', async () => {
    const models: ModelAccess = {
      chat: () => Promise.reject(new Error('not asked for')),
      embed: () => Promise.reject(new Error('not asked for')),
    };
    let seen: unknown;
    const evaluate: Evaluate = (_, context) => {
      seen = context;
      return { score: 1 };
    };
    await measure({ evaluate }, {} as CandidateHandle, stage, 1, { models, model: 'some/model' });
    expect(seen).toEqual({ stage: 'train', split: 'train', seed: 1, models, model: 'some/model' });
    await measure({ evaluate }, {} as CandidateHandle, stage, 1);
    expect(seen).toEqual({ stage: 'train', split: 'train', seed: 1 });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'a score of %d is invalid',
    async (score) => {
      expect(await run(() => ({ score }))).toMatchObject({
        status: 'invalid',
        reason: `score is ${score}, not a finite number`,
      });
    },
  );

  it('so are instances and descriptors that are not finite', async () => {
    expect(await run(() => ({ score: 1, instances: [1, Number.NaN] }))).toMatchObject({ status: 'invalid' });
    expect(await run(() => ({ score: 1, descriptors: [Number.POSITIVE_INFINITY] }))).toMatchObject({
      status: 'invalid',
    });
  });

  it.each([
    { stage: 'train', descriptors: [1], status: 'invalid' },
    { stage: 'train', descriptors: [1, 2, 3], status: 'invalid' },
    { stage: 'train', descriptors: undefined, status: 'invalid' },
    { stage: 'train', descriptors: [1, 2], status: 'ok' },
    // Before the score stage nobody asks for them.
    { stage: 'quick', descriptors: undefined, status: 'ok' },
    { stage: 'quick', descriptors: [1], status: 'invalid' },
  ])('$descriptors for two descriptors in stage $stage: $status', async ({ stage: name, descriptors, status }) => {
    const range = { name: 'length', min: 0, max: 1 };
    const task = {
      descriptors: [range, range],
      stages: ['quick', 'train'].map((each) => ({ name: each, split: 'train' as const })),
      evaluate: () => ({ score: 1, ...(descriptors && { descriptors }) }),
    };
    expect(await measure(task, {} as CandidateHandle, { name, split: 'train' }, 1)).toMatchObject({ status });
  });

  it.each([-1, 0.5, Number.NaN, 2 ** 53])('%d reported steps are a defect of the evaluator', async (steps) => {
    expect(await run(() => ({ score: 1, steps }))).toMatchObject({ status: 'error' });
  });

  it('an answer that breaks the rules is invalid, with the evaluator’s reason', async () => {
    expect(await run(() => ({ invalid: 'circles overlap', feedback: '3 and 4' }))).toEqual({
      status: 'invalid',
      stage: 'train',
      split: 'train',
      reason: 'circles overlap',
      feedback: '3 and 4',
    });
  });

  it.each(['timeout', 'crash', 'invalid'] as const)('a candidate’s %s is a result', async (status) => {
    const failing = async () => {
      throw new CandidateFault(status, 'it did this');
    };
    expect(await run(failing)).toEqual({ status, stage: 'train', split: 'train', reason: 'it did this' });
  });

  it.each([
    [
      'throws',
      () => {
        throw new TypeError('x is undefined');
      },
      'x is undefined',
    ],
    ['returns nothing', () => undefined as unknown as Measurement, 'did not return'],
    ['returns text', () => 'good' as unknown as Measurement, 'did not return'],
    ['returns a text score', () => ({ score: '3' }) as unknown as Measurement, 'did not return'],
  ])('an evaluator that %s is an error, and not the candidate’s fault', async (_, evaluate, reason) => {
    const result = await run(evaluate);
    expect(result).toMatchObject({ status: 'error', reason: expect.stringContaining('[KAIZEN_EVALUATOR_FAILED]') });
    expect(result).toMatchObject({ reason: expect.stringContaining(reason) });
  });
});
