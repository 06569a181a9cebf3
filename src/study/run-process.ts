/**
 * A process of a study: does the jobs that it is sent, one after another. One process per run at a time keeps CPU time
 * apart and uses every core. It ends with its parent, however that ends, so a study that is killed leaves nobody behind.
 */
import { systemClock } from '../base/clock.ts';
import { type ErrorData, KaizenError, messageOf } from '../base/errors.ts';
import type { Task } from '../core/task.ts';
import type { SandboxBackend } from '../sandbox/contract.ts';
import { openWorkspace } from '../store/open-workspace.ts';
import { findTask } from '../tasks/find-task.ts';
import { loadTask } from '../tasks/load-task.ts';
import { doJob, type JobEnd, type RunJob } from './run-job.ts';

export type ToProcess =
  | {
      readonly type: 'job';
      readonly job: RunJob;
      readonly workspace: string;
      readonly sandbox: SandboxBackend | 'auto';
    }
  | { readonly type: 'pause' };

export type FromProcess =
  | { readonly type: 'progress'; readonly share: number }
  | ({ readonly type: 'ended' } & JobEnd)
  | { readonly type: 'failed'; readonly error: ErrorData };

let isPausing = false;
const tasks = new Map<string, Promise<Task>>();

// The terminal sends Ctrl-C to all processes, and others signal a whole group; only the parent decides what it means.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('disconnect', () => process.exit(1));
process.on('message', (message: ToProcess) => {
  if (message.type === 'pause') isPausing = true;
  else void work(message);
});

function send(message: FromProcess): void {
  process.send?.(message);
}

function taskOf(source: string): Promise<Task> {
  const known = tasks.get(source) ?? loadTask(findTask(source));
  tasks.set(source, known);
  return known;
}

async function work({ job, workspace: folder, sandbox }: Extract<ToProcess, { type: 'job' }>): Promise<void> {
  const workspace = openWorkspace(folder, { clock: systemClock });
  try {
    const task = await taskOf(job.taskSource as string);
    const control = {
      isPauseRequested: () => isPausing,
      onProgress: (share: number) => send({ type: 'progress', share }),
    };
    send({ type: 'ended', ...(await doJob(job, task, workspace, { sandbox, clock: systemClock }, control)) });
  } catch (error) {
    const isCoded = error instanceof KaizenError;
    send({ type: 'failed', error: isCoded ? error.toData() : { code: 'KAIZEN_DEFECT', summary: messageOf(error) } });
  } finally {
    workspace.close();
  }
}
