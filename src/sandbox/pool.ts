import { KaizenError } from '../base/errors.ts';
import type { HostLauncher } from './host-command.ts';
import { HostProcess } from './host-process.ts';
import { KeptPayloads } from './payload.ts';

/** A host for the time of one session. */
export interface Lease {
  readonly process: HostProcess;
  readonly kept: KeptPayloads;
  /** Whether the process has worked for another candidate before. */
  readonly isWarm: boolean;
  /** Ends the process and takes a new one in its place. */
  renew(): void;
  /** Gives the host back; it is used again unless it failed or has done its share of jobs. Idempotent. */
  release(): void;
}

interface WarmHost {
  readonly process: HostProcess;
  readonly kept: KeptPayloads;
  readonly memoryMb: number;
  jobs: number;
}

interface Waiting {
  readonly memoryMb: number;
  readonly isFresh: boolean;
  resolve(lease: Lease): void;
  reject(error: Error): void;
}

export interface PoolOptions {
  readonly launcher: HostLauncher;
  /** Sessions at the same time, ≥ 1. */
  readonly hosts: number;
  /** Candidates after which a host is replaced, ≥ 1. */
  readonly recycleAfter: number;
}

/**
 * A fixed number of places for sessions, first come first served. A place keeps its host warm from one session to the
 * next; a fresh session takes a place but brings a process of its own.
 */
export class HostPool {
  readonly #options: PoolOptions;
  readonly #idle: WarmHost[] = [];
  readonly #waiting: Waiting[] = [];
  readonly #processes = new Set<HostProcess>();
  #free: number;
  #isClosed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#free = options.hosts;
  }

  acquire(memoryMb: number, isFresh: boolean): Promise<Lease> {
    if (this.#isClosed) return Promise.reject(closedError());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ memoryMb, isFresh, resolve, reject });
      this.#serve();
    });
  }

  /** Ends every host and waits for their ends. Sessions that wait for a place are refused. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const waiting of this.#waiting.splice(0)) waiting.reject(closedError());
    this.#idle.length = 0;
    const processes = [...this.#processes];
    for (const process of processes) process.kill('closed', 'the sandbox was closed');
    await Promise.all(processes.map(({ ended }) => ended));
  }

  #serve(): void {
    while (this.#free > 0) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#free -= 1;
      try {
        next.resolve(this.#lease(this.#hostFor(next), next.isFresh));
      } catch (thrown) {
        this.#free += 1;
        next.reject(thrown instanceof Error ? thrown : new Error(String(thrown)));
      }
    }
  }

  #hostFor({ memoryMb, isFresh }: Waiting): WarmHost {
    if (!isFresh) {
      const index = this.#idle.findIndex((host) => host.memoryMb === memoryMb && host.process.isUsable);
      if (index >= 0) return this.#idle.splice(index, 1)[0] as WarmHost;
      // Hosts of another size, or dead ones, make room.
      if (this.#idle.length > this.#free) this.#idle.shift()?.process.kill('closed', 'replaced');
    }
    return this.#start(memoryMb);
  }

  #start(memoryMb: number): WarmHost {
    const { launcher } = this.#options;
    const process = new HostProcess(launcher.command(launcher.hostWords(memoryMb), memoryMb));
    this.#processes.add(process);
    void process.ended.then(() => this.#processes.delete(process));
    return { process, kept: new KeptPayloads(), memoryMb, jobs: 0 };
  }

  #lease(first: WarmHost, isFresh: boolean): Lease {
    let host = first;
    let isReleased = false;
    host.jobs += 1;
    return {
      get process() {
        return host.process;
      },
      get kept() {
        return host.kept;
      },
      get isWarm() {
        return host.jobs > 1;
      },
      renew: () => {
        host.process.kill('closed', 'replaced');
        if (this.#isClosed) return;
        host = this.#start(host.memoryMb);
        host.jobs = 1;
      },
      release: () => {
        if (isReleased) return;
        isReleased = true;
        const isReusable = !isFresh && !this.#isClosed && host.jobs < this.#options.recycleAfter;
        if (isReusable && host.process.isUsable) this.#idle.push(host);
        else host.process.kill('closed', 'its work is done');
        this.#free += 1;
        this.#serve();
      },
    };
  }
}

function closedError(): KaizenError {
  return new KaizenError('KAIZEN_SANDBOX_CLOSED', 'the sandbox is closed', { next: 'create another one' });
}
