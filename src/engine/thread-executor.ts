import { Worker } from 'node:worker_threads';
import { KaizenError } from '../base/errors.ts';
import type { StageResult } from '../core/evaluation.ts';
import type { Program } from '../core/program.ts';
import type { SandboxBackend, SandboxUsage } from '../sandbox/contract.ts';
import type { EvaluationSession, Executor } from './executor.ts';
import { type FromThread, SESSIONS_PER_THREAD, type ThreadOptions, type ToThread } from './thread-protocol.ts';

interface Thread {
  readonly worker: Worker;
  sessions: number;
}

interface Waiting {
  readonly start: (thread: Thread) => void;
}

/**
 * Evaluates in worker threads, so that scoring uses every core: each thread loads the task's evaluator and drives
 * sandbox hosts of its own. Sessions are given to the least busy thread, first come, first served.
 */
export async function createThreadExecutor(options: ThreadOptions, threads: number): Promise<Executor> {
  const pool: Thread[] = [];
  const waiting: Waiting[] = [];
  const pending = new Map<number, { resolve: (message: Extract<FromThread, { type: 'result' }>) => void }>();
  let nextId = 0;
  let failure: KaizenError | null = null;

  const backends = await Promise.all(
    Array.from({ length: threads }, () => {
      const worker = new Worker(new URL(`./evaluation-thread${import.meta.url.slice(-3)}`, import.meta.url), {
        workerData: options,
      });
      const thread = { worker, sessions: 0 };
      pool.push(thread);
      return new Promise<SandboxBackend>((resolve, reject) => {
        worker.on('message', (message: FromThread) => {
          if (message.type === 'ready') resolve(message.sandbox);
          else if (message.type === 'failed') reject(new KaizenError('KAIZEN_EVALUATOR_FAILED', message.reason));
          else {
            pending.get(message.id)?.resolve(message);
            pending.delete(message.id);
          }
        });
        worker.on('error', (error) => {
          failure = new KaizenError('KAIZEN_EVALUATOR_FAILED', `an evaluation thread died: ${error.message}`, {
            next: 'run `kaizen doctor`, then `kaizen resume`; nothing that was committed is lost',
            cause: error,
          });
          reject(failure);
          for (const [id, { resolve }] of pending) resolve({ ...deadResult(failure.message), id });
          pending.clear();
        });
      });
    }),
  ).catch(async (error: unknown) => {
    await Promise.all(pool.map(({ worker }) => worker.terminate()));
    throw error;
  });

  const acquire = (): Promise<Thread> =>
    new Promise((start) => {
      let free: Thread | undefined;
      for (const thread of pool) {
        if (thread.sessions < SESSIONS_PER_THREAD && (free === undefined || thread.sessions < free.sessions))
          free = thread;
      }
      if (free === undefined) waiting.push({ start });
      else {
        free.sessions += 1;
        start(free);
      }
    });
  const release = (thread: Thread): void => {
    const next = waiting.shift();
    if (next === undefined) thread.sessions -= 1;
    else next.start(thread);
  };

  const begin = (program: Program, { fresh = false } = {}): EvaluationSession => {
    const id = nextId++;
    let thread: Thread | null = null;
    let isClosed = false;
    let usage: SandboxUsage = { steps: 0, cpuMs: 0 };
    const send = (to: Thread, message: ToThread): void => to.worker.postMessage(message);
    return {
      evaluate: async (stage) => {
        const isFirst = thread === null;
        thread ??= await acquire();
        const owner = thread;
        const result = await new Promise<Extract<FromThread, { type: 'result' }>>((resolve) => {
          if (failure !== null) return resolve({ ...deadResult(failure.message), id });
          pending.set(id, { resolve });
          send(owner, { type: 'evaluate', id, stage, program: isFirst ? program : null, fresh });
        });
        usage = result.usage;
        return result.result ?? errorResult(stage, result.reason ?? 'no result');
      },
      get usage() {
        return usage;
      },
      close: () => {
        if (isClosed) return;
        isClosed = true;
        if (thread === null) return;
        send(thread, { type: 'close', id });
        release(thread);
      },
    };
  };

  return {
    sandbox: backends[0] as SandboxBackend,
    begin,
    close: async () => {
      await Promise.all(
        pool.map(async ({ worker }) => {
          const exited = new Promise((resolve) => worker.once('exit', resolve));
          worker.postMessage({ type: 'end' } satisfies ToThread);
          await exited;
        }),
      );
    },
  };
}

function deadResult(reason: string): Omit<Extract<FromThread, { type: 'result' }>, 'id'> {
  return { type: 'result', result: null, reason, usage: { steps: 0, cpuMs: 0 } };
}

function errorResult(stage: Parameters<EvaluationSession['evaluate']>[0], reason: string): StageResult {
  return { status: 'error', stage: stage.name, split: stage.split, reason };
}
