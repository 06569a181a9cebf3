import type { Clock } from '../base/clock.ts';
import type { Task } from '../core/task.ts';
import { createRuntimeSandbox } from '../sandbox/command/create-runtime-sandbox.ts';
import type { SandboxBackend } from '../sandbox/contract.ts';
import type { Executor } from './executor.ts';
import { createLocalExecutor } from './local-executor.ts';
import { createThreadExecutor } from './thread-executor.ts';

/** The machine that a run uses; it decides how fast a run is, never what its log says. */
export interface Machine {
  readonly workers: number;
  readonly sandbox: SandboxBackend | 'auto';
  readonly clock: Clock;
}

/**
 * Threads for tasks that can be loaded by path; this process for tasks made in code, whose evaluator is a closure, and for
 * those whose evaluator asks models.
 */
export async function createExecutor(task: Task, seed: number, machine: Machine): Promise<Executor> {
  const { workers, sandbox, clock } = machine;
  const { runtime, limits, evaluatorPath, evaluatorData, usesModels } = task;
  if (evaluatorPath !== undefined && usesModels !== true) {
    const options = { evaluatorPath, evaluatorData, limits, seed, sandbox, runtime };
    return createThreadExecutor(options, { threads: workers, clock });
  }
  const processes = await createRuntimeSandbox(runtime, { backend: sandbox, hosts: workers, clock });
  return createLocalExecutor(task, processes, seed, workers);
}
