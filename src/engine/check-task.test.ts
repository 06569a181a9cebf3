import { expect, it } from 'vitest';
import { systemClock } from '../base/clock.ts';
import { defineTask } from '../tasks/define-task.ts';
import { checkTask } from './check-task.ts';

it('asks for each stage by its own name, and for splits without a stage as the final test does', async () => {
  const asked: string[] = [];
  const task = defineTask({
    name: 'stages',
    direction: 'maximize',
    seedProgram: 'export function f() {\n  return 1;\n}\n',
    stages: [
      { name: 'quick', split: 'train', pass: { quantile: 0.3 } },
      { name: 'full', split: 'train', pass: { improves: 'best' } },
      { name: 'final', split: 'validation' },
    ],
    evaluate: async (candidate, { stage, split }) => {
      asked.push(`${stage} ${split}`);
      const [score] = await candidate.call('f', [[]]);
      return stage === 'quick' ? { invalid: 'never' } : { score: Number(score) };
    },
  });
  const machine = { workers: 1, sandbox: 'auto', clock: systemClock } as const;
  const checks = await checkTask({ ...task, splits: [...task.splits, 'test'] }, [], machine);
  expect(new Set(asked)).toEqual(new Set(['full train', 'quick train', 'final validation', 'test test']));
  expect(checks.filter(({ name }) => ['seed', 'quick', 'final', 'test'].includes(name))).toMatchObject([
    { name: 'seed', state: 'good' },
    {
      name: 'quick',
      state: 'bad',
      found: 'invalid: never',
      next: 'let the evaluator answer the stage quick on the split train',
    },
    { name: 'final', state: 'good' },
    { name: 'test', state: 'good' },
  ]);
});
