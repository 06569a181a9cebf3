import { systemClock } from './base/clock.ts';
import type { Budget } from './core/cost.ts';
import type { Event } from './core/event.ts';
import { entryText } from './core/program.ts';
import type { StopRules } from './core/run-spec.ts';
import type { RunState } from './core/run-state.ts';
import type { Task } from './core/task.ts';
import { createSpec } from './engine/create-spec.ts';
import { type RunReport, reportOf } from './engine/results.ts';
import { startRun } from './engine/run.ts';
import type { SandboxBackend } from './sandbox/contract.ts';
import { openWorkspace } from './store/open-workspace.ts';
import { findTask } from './tasks/find-task.ts';
import { loadTask } from './tasks/load-task.ts';

export interface EvolveOptions {
  /** A built-in task's name, a task folder, or a task made with `defineTask`. */
  readonly task: string | Task;
  /** At least one limit, such as `{ evaluations: 2_000 }` or `{ wallMs: 60_000 }`. */
  readonly budget: Budget;
  readonly seed?: number;
  readonly workers?: number;
  readonly preset?: string;
  readonly stop?: StopRules;
  /** Folder of the database; default `.kaizen`. */
  readonly workspace?: string;
  readonly sandbox?: SandboxBackend | 'auto';
  readonly signal?: AbortSignal;
  /** Told of every event once it is durable, with the state after it. Read, do not change. */
  readonly onEvent?: (event: Event, state: RunState) => void;
}

export interface EvolveResult extends RunReport {
  /** Source of the best program. */
  readonly program: string;
}

/** Evolves a program for a task and returns the best one, judged on validation data where the task has any. */
export async function evolve(options: EvolveOptions): Promise<EvolveResult> {
  const source = typeof options.task === 'string' ? findTask(options.task) : null;
  const task = typeof options.task === 'string' ? await loadTask(findTask(options.task)) : options.task;
  const spec = createSpec({
    task,
    budget: options.budget,
    ...(options.seed !== undefined && { seed: options.seed }),
    ...(options.preset !== undefined && { preset: options.preset }),
    ...(options.stop !== undefined && { stop: options.stop }),
  });
  const workspace = openWorkspace(options.workspace ?? '.kaizen', { clock: systemClock });
  try {
    const { id, state } = await startRun(spec, task.seeds, {
      workspace,
      task,
      taskSource: source,
      machine: { workers: options.workers ?? 2, sandbox: options.sandbox ?? 'auto', clock: systemClock },
      isPauseRequested: () => options.signal?.aborted ?? false,
      ...(options.onEvent && { observe: options.onEvent }),
    });
    const hash = state.champion?.program ?? (spec.seeds[0] as string);
    return { ...reportOf(workspace, id), program: entryText(workspace.program(hash)) };
  } finally {
    workspace.close();
  }
}
