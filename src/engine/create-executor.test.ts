import { describe, expect, it } from 'vitest';
import { systemClock } from '../base/clock.ts';
import type { ModelAccess } from '../core/model.ts';
import { createProgram } from '../core/program.ts';
import type { EvaluationContext } from '../core/task.ts';
import { findTask } from '../tasks/find-task.ts';
import { loadTask } from '../tasks/load-task.ts';
import { createExecutor } from './create-executor.ts';

const MACHINE = { workers: 1, sandbox: 'auto', clock: systemClock } as const;
const models: ModelAccess = {
  chat: () => Promise.reject(new Error('not asked for')),
  embed: () => Promise.reject(new Error('not asked for')),
};

describe('a task whose evaluator asks models', () => {
  it('is evaluated in this process, also when a thread could load it, and is given the models of the session', async () => {
    const loaded = await loadTask(findTask('agent-scaffold'));
    expect(loaded).toMatchObject({ usesModels: true, evaluatorPath: expect.any(String) });
    const seen: EvaluationContext[] = [];
    const task: typeof loaded = {
      ...loaded,
      evaluate: (_, context) => {
        seen.push(context);
        return { score: 1 };
      },
    };
    const executor = await createExecutor(task, 5, MACHINE);
    const program = createProgram({ language: 'javascript', entry: 'a.js', files: { 'a.js': '' } });
    for (const options of [{ models, model: 'some/model' }, {}]) {
      const session = executor.begin(program, options);
      expect(await session.evaluate({ name: 'quick', split: 'train' })).toMatchObject({ status: 'ok' });
      session.close();
    }
    await executor.close();
    const context = { stage: 'quick', split: 'train', seed: 5 };
    const access = { chat: expect.any(Function), embed: expect.any(Function) };
    expect(seen).toEqual([{ ...context, models: access, model: 'some/model' }, context]);
    const request = { model: 'some/model', maximumTokensOut: 1, messages: [] };
    await expect(seen[0]?.models?.chat('a', request)).rejects.toThrow('not asked for');
  });
});
