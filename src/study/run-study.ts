import type { Clock } from '../base/clock.ts';
import { KaizenError } from '../base/errors.ts';
import type { Experience } from '../core/experience.ts';
import type { Task } from '../core/task.ts';
import { createSpec } from '../engine/create-spec.ts';
import type { SandboxBackend } from '../sandbox/contract.ts';
import { learnExperience } from '../search/experience/learn-experience.ts';
import type { Workspace } from '../store/contract.ts';
import { type Cell, cellKey, cellsOf } from './cells.ts';
import { findRuns } from './find-runs.ts';
import { inParallel } from './in-parallel.ts';
import type { StoredStudy } from './preregistration.ts';
import { createProcessRunner } from './process-runner.ts';
import { doJob, type JobRunner, type RunJob } from './run-job.ts';
import { requireUnsteered } from './unsteered.ts';

/** How far a study is. */
export interface StudyProgress {
  readonly finished: number;
  readonly total: number;
  /** Runs that are being worked on, with the share of their budget that is used. */
  readonly running: readonly { readonly cell: Cell; readonly share: number }[];
}

export interface StudyContext {
  readonly workspace: Workspace;
  readonly tasks: ReadonlyMap<string, Task>;
  /** Runs at a time; each has one evaluation thread. */
  readonly workers: number;
  readonly sandbox: SandboxBackend | 'auto';
  readonly clock: Clock;
  /** Pauses every run; the study can then be gone on with. */
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: StudyProgress) => void;
}

/**
 * Makes every run of a stored study that is not finished yet, and returns whether all are finished now. It may be killed
 * at any time: what the workspace holds is what was done, so the next call goes on from there and repeats no finished run.
 */
export async function runStudy(study: StoredStudy, context: StudyContext): Promise<'finished' | 'paused'> {
  const { workspace, signal } = context;
  const { learning, compared } = cellsOf(study.spec);
  const runs = new Map<string, string>();
  const begun = new Map<string, string>();
  const found = findRuns(workspace, study.hash);
  requireUnsteered(workspace, found);
  for (const [key, { row }] of found) {
    (row.status === 'finished' ? runs : begun).set(key, row.id);
  }
  const progress = progressOf(learning.length + compared.length, runs.size, context);
  const runner = runnerFor(study, context);
  const work = async (cell: Cell): Promise<void> => {
    const key = cellKey(cell);
    if (runs.has(key)) return;
    const job = jobOf(study, cell, context, begun.get(key) ?? null, runs);
    const report = progress.begin(cell);
    const end = await runner.run(job, report).catch((error: unknown) => {
      // A machine that is too busy to start a sandbox fails here now and then; a broken task fails again.
      if (!(error instanceof KaizenError) || error.code !== 'KAIZEN_SEED_FAILED') throw error;
      return runner.run({ ...job, resume: null }, report);
    });
    if (end.status === 'finished') runs.set(key, end.run);
    progress.end(cell, end.status === 'finished');
  };
  try {
    // What is compared may need every learning run of its seed, so these come first.
    for (const cells of [learning, compared]) {
      if (signal.aborted) break;
      await inParallel(cells, context.workers, signal, work);
    }
  } finally {
    await runner.close();
  }
  return [...learning, ...compared].every((cell) => runs.has(cellKey(cell))) ? 'finished' : 'paused';
}

function jobOf(
  study: StoredStudy,
  cell: Cell,
  context: StudyContext,
  resume: string | null,
  runs: ReadonlyMap<string, string>,
): RunJob {
  const task = context.tasks.get(cell.task) as Task;
  const experience = experienceFor(cell, context, runs);
  const { unit } = study.spec.budget;
  const spec = createSpec({
    task,
    budget: { [unit]: cell.amount },
    seed: cell.seed,
    components: cell.arm.components,
    lag: study.spec.lag,
    arm: cell.label,
    study: study.hash,
    // Simplification ends when nothing gets smaller, which would leave arms with different rests of their budgets.
    simplify: false,
    ...(experience && { experience }),
  });
  return { spec, taskSource: study.sources[cell.task] ?? null, resume, experience };
}

/** What the cell's learning runs taught; the whole of what they cost is charged to the cell. */
function experienceFor(cell: Cell, { workspace }: StudyContext, runs: ReadonlyMap<string, string>): Experience | null {
  if (cell.learnsFrom.length === 0) return null;
  return learnExperience(
    workspace,
    cell.learnsFrom.map((source) => runs.get(cellKey(source)) as string),
  );
}

/** Processes for tasks that others can load; this process for tasks made in code, whose evaluator is a closure. */
function runnerFor(study: StoredStudy, context: StudyContext): JobRunner {
  const { workspace, sandbox, signal, tasks } = context;
  if ([...tasks.keys()].every((name) => study.sources[name] !== undefined)) {
    return createProcessRunner({ workspace: workspace.folder, sandbox, signal });
  }
  return {
    run: (job, onProgress) =>
      doJob(job, tasks.get(job.spec.task.name) as Task, workspace, context, {
        isPauseRequested: () => signal.aborted,
        onProgress,
      }),
    close: async () => {},
  };
}

function progressOf(total: number, done: number, { onProgress }: StudyContext) {
  const running = new Map<Cell, number>();
  let finished = done;
  const tell = (): void =>
    onProgress?.({ finished, total, running: [...running].map(([cell, share]) => ({ cell, share })) });
  return {
    begin: (cell: Cell) => {
      running.set(cell, 0);
      tell();
      return (share: number): void => {
        running.set(cell, share);
        tell();
      };
    },
    end: (cell: Cell, isFinished: boolean): void => {
      running.delete(cell);
      if (isFinished) finished += 1;
      tell();
    },
  };
}
