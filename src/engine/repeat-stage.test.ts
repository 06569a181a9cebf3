import { describe, expect, it } from 'vitest';
import { noisyTask } from '../../testing/noisy-task.ts';
import type { Measurement } from '../core/evaluation.ts';
import type { Program } from '../core/program.ts';
import type { EvaluationContext } from '../core/task.ts';
import type { Sandbox } from '../sandbox/contract.ts';
import { defineTask } from '../tasks/define-task.ts';
import { createLocalExecutor } from './local-executor.ts';
import { repeatStage } from './repeat-stage.ts';
import { chanceOf } from './repetition-seed.ts';

const [program] = noisyTask().seeds as [Program];
const other = (defineTask({ ...noisyTask(), seedProgram: '1', evaluate: () => ({ score: 0 }) }).seeds as [Program])[0];
const stage = { name: 'train', split: 'train' } as const;
const limits = { steps: 10, wallMs: 100, memoryMb: 64, outputBytes: 1_000 };
/** Evaluators here read the program, so no process is ever asked for. */
const sandbox = { backend: 'none', open: () => Promise.reject(new Error('not needed')), close: async () => {} };

function executorOf(evaluate: (context: EvaluationContext) => Measurement, atOnce = 1) {
  const task = { limits, evaluate: (_: unknown, context: EvaluationContext) => evaluate(context) };
  return createLocalExecutor(task, sandbox as unknown as Sandbox, 7, atOnce);
}

describe('repeatStage', () => {
  it('gives each repeat its number and a seed of its own, and the mean of all', async () => {
    const contexts: EvaluationContext[] = [];
    const executor = executorOf((context) => {
      contexts.push(context);
      const { repeat = 0 } = context;
      return {
        score: repeat,
        instances: [repeat, 10 * repeat],
        metrics: { a: repeat, ...(repeat === 3 && { b: 1 }) },
        descriptors: [repeat],
        steps: 5,
        feedback: `repeat ${repeat}`,
        behaviour: 'same',
      };
    });
    const { result, repeats } = await repeatStage(executor, program, stage, { draws: 'own', first: 3, count: 4 });
    expect(result).toEqual({
      status: 'ok',
      stage: 'train',
      split: 'train',
      measurement: {
        score: 4.5,
        instances: [4.5, 45],
        metrics: { a: 4.5 },
        descriptors: [4.5],
        steps: 20,
        feedback: 'repeat 3',
        behaviour: 'same',
      },
      repeats: { first: 3, scores: [3, 4, 5, 6] },
    });
    expect(repeats).toBe(4);
    expect(contexts.map(({ repeat }) => repeat)).toEqual([3, 4, 5, 6]);
    expect(new Set(contexts.map(({ seed }) => seed)).size).toBe(4);
  });

  it('ends as soon as it is enough, or at the first failure, which is charged', async () => {
    const executor = executorOf(({ repeat = 0 }) => ({ score: repeat === 2 ? Number.NaN : repeat }));
    const isEnough = (scores: readonly number[]): boolean => scores.length === 2;
    const short = await repeatStage(executor, program, stage, { draws: 'own', first: 0, count: 8, isEnough });
    expect(short).toMatchObject({ repeats: 2, result: { status: 'ok', repeats: { scores: [0, 1] } } });
    const huge = await repeatStage(
      executorOf(() => ({ score: 1e308 })),
      program,
      stage,
      { draws: 'own', first: 0, count: 4 },
    );
    expect(huge.result).toMatchObject({
      status: 'invalid',
      stage: 'train',
      reason: expect.stringContaining('mean of'),
    });
    const failed = await repeatStage(executor, program, stage, { draws: 'own', first: 0, count: 8 });
    expect(failed).toMatchObject({ repeats: 3, result: { status: 'invalid' } });
  });
});

describe('the seed of a repeat', () => {
  const seedOf = (of: Program, repeat: number, draws: 'own' | 'common', run = 7, name = 'train'): number =>
    chanceOf(run, of, { repeat, draws }).evaluator(name);

  it('is a name: run, program, stage, repeat', () => {
    const seeds = [
      seedOf(program, 0, 'own'),
      seedOf(program, 1, 'own'),
      seedOf(other, 0, 'own'),
      seedOf(program, 0, 'own', 8),
      seedOf(program, 0, 'own', 7, 'validation'),
      seedOf(program, 0, 'common'),
      seedOf(program, 1, 'common'),
      chanceOf(7, program, { repeat: 0, draws: 'own' }).candidate,
    ];
    expect(new Set(seeds).size).toBe(seeds.length);
    for (const seed of seeds) expect(Number.isSafeInteger(seed) && seed >= 0 && seed < 2 ** 31 - 1).toBe(true);
    expect(seedOf(program, 0, 'own')).toBe(seeds[0]);
  });

  it('is the same for all programs where draws are common', () => {
    expect(seedOf(program, 4, 'common')).toBe(seedOf(other, 4, 'common'));
  });

  it('is the run’s own where a task declares no noise', () => {
    const chance = chanceOf(7, program, undefined);
    expect([chance.candidate, chance.evaluator('train'), chance.evaluator('validation')]).toEqual([7, 7, 7]);
  });
});
