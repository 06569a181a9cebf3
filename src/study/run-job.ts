import type { Clock } from '../base/clock.ts';
import type { Experience } from '../core/experience.ts';
import type { RunSpec } from '../core/run-spec.ts';
import type { Task } from '../core/task.ts';
import { shareUsed } from '../engine/ledger.ts';
import { type RunContext, resumeRun, startRun } from '../engine/run.ts';
import type { SandboxBackend } from '../sandbox/contract.ts';
import type { Workspace } from '../store/contract.ts';

/** One run to be made or gone on with; plain data, so that another process can do it. */
export interface RunJob {
  readonly spec: RunSpec;
  readonly taskSource: string | null;
  /** The run to go on with; null for a new one. */
  readonly resume: string | null;
  readonly experience: Experience | null;
}

export interface JobEnd {
  readonly run: string;
  readonly status: 'finished' | 'paused';
}

/** How a job is watched and stopped. */
export interface JobControl {
  readonly isPauseRequested: () => boolean;
  /** Told of the share of the budget that is used, 0 … 1, now and then. */
  readonly onProgress: (share: number) => void;
}

/** Who does jobs: this process, or others. `run` rejects with the error that the run ended with. */
export interface JobRunner {
  run(job: RunJob, onProgress: (share: number) => void): Promise<JobEnd>;
  close(): Promise<void>;
}

const PROGRESS_EVERY_MS = 500;

/** Does a job in this process, with one evaluation thread. */
export async function doJob(
  job: RunJob,
  task: Task,
  workspace: Workspace,
  { sandbox, clock }: { readonly sandbox: SandboxBackend | 'auto'; readonly clock: Clock },
  control: JobControl,
): Promise<JobEnd> {
  let nextAt = 0;
  const context: RunContext = {
    workspace,
    task,
    taskSource: job.taskSource,
    machine: { workers: 1, sandbox, clock },
    isPauseRequested: control.isPauseRequested,
    ...(job.experience && { experience: job.experience }),
    observe: (_, state) => {
      const now = clock.monotonic();
      if (now < nextAt) return;
      nextAt = now + PROGRESS_EVERY_MS;
      control.onProgress(shareUsed(state));
    },
  };
  const { id, state } =
    job.resume === null ? await startRun(job.spec, task.seeds, context) : await resumeRun(job.resume, context);
  return { run: id, status: state.status === 'finished' ? 'finished' : 'paused' };
}
