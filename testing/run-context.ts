import { systemClock } from '../src/base/clock.ts';
import type { Task } from '../src/core/task.ts';
import type { RunContext } from '../src/engine/run.ts';
import type { Workspace } from '../src/store/contract.ts';

/** What a run needs besides its specification: two workers, the default sandbox, no pause. */
export function runContext(workspace: Workspace, task: Task, overrides: Partial<RunContext> = {}): RunContext {
  return {
    workspace,
    task,
    taskSource: null,
    machine: { workers: 2, sandbox: 'auto', clock: systemClock },
    isPauseRequested: () => false,
    ...overrides,
  };
}
