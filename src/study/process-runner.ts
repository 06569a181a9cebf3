import { type ChildProcess, fork } from 'node:child_process';
import { KaizenError, messageOf } from '../base/errors.ts';
import type { SandboxBackend } from '../sandbox/contract.ts';
import type { JobEnd, JobRunner, RunJob } from './run-job.ts';
import type { FromProcess, ToProcess } from './run-process.ts';

interface ProcessRunnerOptions {
  /** Folder of the workspace. */
  readonly workspace: string;
  readonly sandbox: SandboxBackend | 'auto';
  /** Asks every running job to pause once this says so. */
  readonly signal: AbortSignal;
}

/** Does jobs in processes of their own, which are kept for the next job. As many run at once as are asked for. */
export function createProcessRunner({ workspace, sandbox, signal }: ProcessRunnerOptions): JobRunner {
  const idle: ChildProcess[] = [];
  const all = new Set<ChildProcess>();
  signal.addEventListener('abort', () => {
    for (const child of all) pause(child);
  });

  const start = (): ChildProcess => {
    const path = new URL(`./run-process${import.meta.url.slice(-3)}`, import.meta.url);
    const child = fork(path, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    all.add(child);
    const forget = (): void => {
      all.delete(child);
      const place = idle.indexOf(child);
      if (place >= 0) idle.splice(place, 1);
    };
    child.on('exit', forget);
    // One that did not even start has no exit.
    child.on('error', () => {
      if (child.pid === undefined) forget();
    });
    if (signal.aborted) pause(child);
    return child;
  };

  /** One that ended while it had nothing to do is no loss. */
  const take = (): ChildProcess => {
    for (let child = idle.pop(); child !== undefined; child = idle.pop()) if (child.connected) return child;
    return start();
  };

  const run = (job: RunJob, onProgress: (share: number) => void): Promise<JobEnd> =>
    new Promise((resolve, reject) => {
      const child = take();
      const finish = (end: () => void): void => {
        child.off('message', onMessage);
        child.off('exit', onExit);
        child.off('error', onError);
        end();
      };
      const onMessage = (message: FromProcess): void => {
        if (message.type === 'progress') {
          onProgress(message.share);
          return;
        }
        finish(() => {
          idle.push(child);
          if (message.type === 'ended') resolve({ run: message.run, status: message.status });
          else reject(KaizenError.from(message.error));
        });
      };
      const onExit = (code: number | null, how: string | null): void =>
        finish(() => reject(lost(how === null ? `exit code ${code}` : `signal ${how}`)));
      const onError = (error: Error): void => finish(() => reject(lost(messageOf(error), error)));
      child.on('message', onMessage);
      child.on('exit', onExit);
      child.on('error', onError);
      child.send({ type: 'job', job, workspace, sandbox } satisfies ToProcess);
    });

  const close = async (): Promise<void> => {
    await Promise.all(
      [...all].map(
        (child) =>
          new Promise<void>((resolve) => {
            child.once('exit', () => resolve());
            if (child.connected) child.disconnect();
          }),
      ),
    );
  };
  return { run, close };
}

/** Nothing comes of a process that is gone by now: whoever waits for it is told by its exit. */
function pause(child: ChildProcess): void {
  if (child.connected) child.send({ type: 'pause' } satisfies ToProcess, () => {});
}

function lost(got: string, cause?: Error): KaizenError {
  return new KaizenError('KAIZEN_STUDY_PROCESS_LOST', 'a process that worked on a run of the study is gone', {
    wanted: 'a process that ends its run',
    got,
    next: 'give the same command again: it goes on where it stopped',
    cause,
  });
}
