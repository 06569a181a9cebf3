import { type ChildProcess, fork } from 'node:child_process';
import { KaizenError } from '../base/errors.ts';
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
    for (const child of all) if (child.connected) child.send({ type: 'pause' } satisfies ToProcess);
  });

  const start = (): ChildProcess => {
    const path = new URL(`./run-process${import.meta.url.slice(-3)}`, import.meta.url);
    const child = fork(path, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    all.add(child);
    child.on('exit', () => all.delete(child));
    if (signal.aborted) child.send({ type: 'pause' } satisfies ToProcess);
    return child;
  };

  const run = (job: RunJob, onProgress: (share: number) => void): Promise<JobEnd> =>
    new Promise((resolve, reject) => {
      const child = idle.pop() ?? start();
      const finish = (end: () => void): void => {
        child.off('message', onMessage);
        child.off('exit', onExit);
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
        finish(() =>
          reject(
            new KaizenError('KAIZEN_STUDY_PROCESS_LOST', 'a process that worked on a run of the study is gone', {
              wanted: 'a process that ends its run',
              got: how === null ? `exit code ${code}` : `signal ${how}`,
              next: 'give the same command again: it goes on where it stopped',
            }),
          ),
        );
      child.on('message', onMessage);
      child.on('exit', onExit);
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
