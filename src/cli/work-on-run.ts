import type { Command } from 'commander';
import { systemClock } from '../base/clock.ts';
import type { Task } from '../core/task.ts';
import { reportOf } from '../engine/results.ts';
import type { RunContext, RunResult } from '../engine/run.ts';
import type { Workspace } from '../store/contract.ts';
import { type CommonOptions, print } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { addEvaluationOptions, type EvaluationOptions } from './machine-options.ts';
import { addModelRoute, createModelRoute, type ModelRoute } from './model-options.ts';
import { createPauseSignal } from './pause-signal.ts';
import { createProgress, type Progress } from './progress.ts';
import { finalReport } from './report.ts';
import { typedCommand } from './typed-command.ts';

export interface WorkOptions extends CommonOptions, EvaluationOptions, ModelRoute {
  readonly quiet?: boolean;
}

/** Options of the commands that work on a run. */
export function addWorkOptions(command: Command): Command {
  return addModelRoute(addEvaluationOptions(command)).option('--quiet', 'no progress');
}

/** Runs or resumes with progress and signals, prints the report, and sets the exit code. */
export async function workOnRun(
  workspace: Workspace,
  task: Task,
  taskSource: string,
  options: WorkOptions,
  work: (context: RunContext) => Promise<RunResult>,
): Promise<void> {
  const signal = createPauseSignal(workspace, systemClock);
  const route = createModelRoute(options, (run) => `${workspace.databasePath} ${run} ${workspace.run(run).createdAt}`);
  let progress: Progress | null = null;
  try {
    const { id } = await work({
      workspace,
      task,
      taskSource,
      machine: { workers: options.workers, sandbox: options.sandbox, clock: systemClock },
      models: route.open,
      isPauseRequested: signal.isPauseRequested,
      onStart: (run, _, backend) => {
        signal.watch(run);
        if (options.quiet) return;
        progress = createProgress({ id: run, task, workers: options.workers, sandbox: backend }, systemClock);
      },
      observe: (_, state) => progress?.update(state),
    });
    endProgress(progress);
    const report = reportOf(workspace, id);
    print(options, report, () => finalReport(workspace, report, task, typedCommand(options)));
    if (report.status === 'paused') process.exitCode = EXIT.paused;
  } catch (error) {
    endProgress(progress);
    throw error;
  } finally {
    route.close();
    signal.dispose();
  }
}

/** A function of its own, because the compiler cannot see that a callback has set the variable. */
function endProgress(progress: Progress | null): void {
  progress?.end();
}
