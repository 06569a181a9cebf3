import { Worker } from 'node:worker_threads';
import type { Clock } from '../base/clock.ts';
import { KaizenError } from '../base/errors.ts';
import type { StageResult } from '../core/evaluation.ts';
import type { Program } from '../core/program.ts';
import { BUILD_MS } from '../sandbox/command/builds.ts';
import type { SandboxBackend, SandboxUsage } from '../sandbox/contract.ts';
import type { EvaluationSession, Executor, SessionOptions } from './executor.ts';
import { type FromThread, SESSIONS_PER_THREAD, type ThreadOptions, type ToThread } from './thread-protocol.ts';

interface Thread {
  readonly worker: Worker;
  sessions: number;
}

interface Pending {
  readonly since: number;
  readonly resolve: (answer: { result: StageResult; usage: SandboxUsage }) => void;
  readonly reject: (error: KaizenError) => void;
}

export interface ThreadPoolOptions {
  readonly threads: number;
  readonly clock: Clock;
  /**
   * How long one stage may take before its evaluator counts as hanging. The sandbox ends candidates long before;
   * default: a minute beyond ten times the candidate's own limit.
   */
  readonly patienceMs?: number;
}

const CHECK_EVERY_MS = 500;

/**
 * Evaluates in worker threads, so that scoring uses every core: each thread loads the task's evaluator and drives
 * sandbox hosts of its own. Sessions are given to the least busy thread, first come, first served. A thread that dies or
 * hangs is a broken task: every evaluation then rejects with a coded error, and the run pauses.
 */
export async function createThreadExecutor(options: ThreadOptions, pool: ThreadPoolOptions): Promise<Executor> {
  const { clock, patienceMs = 60_000 + 10 * (options.limits.wallMs + buildMsOf(options)) } = pool;
  const threads: Thread[] = [];
  const waiting: ((thread: Thread) => void)[] = [];
  const pending = new Map<number, Pending>();
  let nextId = 0;
  let isClosing = false;
  let failure: KaizenError | null = null;

  const fail = (error: KaizenError): void => {
    failure ??= error;
    for (const { reject } of pending.values()) reject(failure);
    pending.clear();
  };
  const startThread = (): Promise<SandboxBackend> => {
    const worker = new Worker(new URL(`./evaluation-thread${import.meta.url.slice(-3)}`, import.meta.url), {
      workerData: options,
    });
    threads.push({ worker, sessions: 0 });
    return new Promise((resolve, reject) => {
      worker.on('message', (message: FromThread) => {
        if (message.type === 'ready') resolve(message.sandbox);
        else if (message.type === 'failed') reject(new KaizenError('KAIZEN_EVALUATOR_FAILED', message.reason));
        else {
          pending.get(message.id)?.resolve(message);
          pending.delete(message.id);
        }
      });
      const end = (how: string): void => {
        const error = evaluatorFailed(`an evaluation thread ${how}`);
        reject(error);
        if (!isClosing) fail(error);
      };
      worker.on('error', (error) => end(`died: ${error.message}`));
      worker.on('exit', (code) => end(`ended with exit code ${code}`));
    });
  };
  const endThreads = async (): Promise<void> => {
    isClosing = true;
    stopWatching();
    await Promise.all(
      threads.map(async ({ worker }) => {
        if (worker.threadId === -1) return;
        const exited = new Promise((resolve) => worker.once('exit', resolve));
        // A thread that hangs hears nothing any more; its sandbox hosts end with this process.
        if (failure === null) worker.postMessage({ type: 'end' } satisfies ToThread);
        else await worker.terminate();
        await exited;
      }),
    );
  };
  const stopWatching = clock.every(CHECK_EVERY_MS, () => {
    const latest = clock.monotonic() - patienceMs;
    for (const { since } of pending.values()) {
      if (since < latest) return fail(evaluatorHangs(patienceMs));
    }
  });

  const backends = await Promise.all(Array.from({ length: pool.threads }, startThread)).catch(
    async (error: unknown) => {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
      stopWatching();
      throw error;
    },
  );

  const acquire = (): Promise<Thread> =>
    new Promise((start) => {
      const free = threads.filter(({ sessions }) => sessions < SESSIONS_PER_THREAD).sort(bySessions)[0];
      if (free === undefined) waiting.push(start);
      else {
        free.sessions += 1;
        start(free);
      }
    });
  const release = (thread: Thread): void => {
    const next = waiting.shift();
    if (next === undefined) thread.sessions -= 1;
    else next(thread);
  };

  const begin = (program: Program, session: SessionOptions = {}): EvaluationSession => {
    const id = nextId++;
    let thread: Thread | null = null;
    let isClosed = false;
    let usage: SandboxUsage = { steps: 0, cpuMs: 0 };
    return {
      evaluate: async (stage) => {
        const isFirst = thread === null;
        thread ??= await acquire();
        const { worker } = thread;
        const answer = await new Promise<{ result: StageResult; usage: SandboxUsage }>((resolve, reject) => {
          if (failure !== null) return reject(failure);
          pending.set(id, { since: clock.monotonic(), resolve, reject });
          const message: ToThread = {
            type: 'evaluate',
            id,
            stage,
            program: isFirst ? program : null,
            options: session,
          };
          worker.postMessage(message);
        });
        usage = answer.usage;
        return answer.result;
      },
      get usage() {
        return usage;
      },
      close: () => {
        if (isClosed || thread === null) return;
        isClosed = true;
        thread.worker.postMessage({ type: 'close', id } satisfies ToThread);
        release(thread);
      },
    };
  };

  return { sandbox: backends[0] as SandboxBackend, begin, close: endThreads };
}

/** What the sandbox allows for building a candidate before it runs. */
function buildMsOf({ runtime }: ThreadOptions): number {
  return runtime?.kind === 'command' && runtime.build !== undefined ? BUILD_MS : 0;
}

function bySessions(a: Thread, b: Thread): number {
  return a.sessions - b.sessions;
}

function evaluatorFailed(summary: string): KaizenError {
  return new KaizenError('KAIZEN_EVALUATOR_FAILED', summary, {
    wanted: 'an evaluator that returns, and throws only what it cannot help',
    next: 'repair the evaluator, then `kaizen resume`; nothing that was committed is lost',
  });
}

function evaluatorHangs(patienceMs: number): KaizenError {
  return new KaizenError('KAIZEN_EVALUATOR_HANGS', `an evaluator did not return within ${patienceMs} ms`, {
    wanted: 'an evaluator that ends by itself; the sandbox ends candidates that do not',
    next: 'repair the evaluator, then `kaizen resume`; nothing that was committed is lost',
  });
}
