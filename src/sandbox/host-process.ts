import { Buffer } from 'node:buffer';
import { type ChildProcess, spawn } from 'node:child_process';
import { endProcessGroup } from '../base/end-process-group.ts';
import { KaizenError, messageOf } from '../base/errors.ts';
import { decodeReply, encodeRequest, type Reply, type RequestHeader } from './host/wire.ts';
import type { HostCommand } from './host-command.ts';
import { afterPendingReads } from './pending-reads.ts';
import { cpuMsOfTree } from './process-tree.ts';

/**
 * Why a host could not answer. `died`: it ended by itself; `protocol`: it sent what no working host sends; `late`: it was
 * ended for taking too long; `closed`: it was ended because nobody waits any more.
 */
export type HostFailureKind = 'died' | 'protocol' | 'late' | 'closed';

export class HostFailure extends Error {
  override readonly name = 'HostFailure';
  readonly kind: HostFailureKind;
  constructor(kind: HostFailureKind, reason: string) {
    super(reason);
    this.kind = kind;
  }
}

interface Waiter {
  readonly number: number;
  readonly maxBytes: number;
  resolve(reply: Reply): void;
  reject(failure: Error): void;
}

/** Generous: a loaded machine is slow, but a process that hangs before it begins must not be waited for for ever. */
const START_MS = 30_000;
const MAX_STDERR_BYTES = 1_000_000;
const KEPT_STDERR = 2_000;
const LENGTH_BYTES = 4;

/**
 * One host and its pipes, seen from the trusted side. One request at a time. Whatever comes back is hostile: it is
 * bounded while it is read and parsed strictly, and the first byte that does not fit ends the host.
 */
export class HostProcess {
  /** Resolves when the host is ready for requests; rejects with KaizenError when it does not start. */
  readonly ready: Promise<void>;
  /** Resolves when the process has ended and its limits are taken away. Never rejects. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  readonly #command: HostCommand;
  #waiter: Waiter | null;
  #chunks: Buffer[] = [];
  #buffered = 0;
  #stderr = '';
  #stderrBytes = 0;
  #failure: HostFailure | null = null;
  #hasEnded = false;
  #isReady = false;
  #nextNumber = 1;

  constructor(command: HostCommand) {
    this.#command = command;
    const [program, ...words] = command.words;
    // A group of its own, so that all of it can be ended at once.
    const child = spawn(program, words, { env: command.environment, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child = child;
    let settle: { resolve(): void; reject(error: Error): void } | undefined;
    this.ready = new Promise((resolve, reject) => {
      settle = { resolve, reject };
    });
    const startTimer = setTimeout(() => {
      afterPendingReads(() => {
        if (!this.#isReady) this.#fail(new HostFailure('late', 'it was not ready in time'));
      });
    }, START_MS);
    // Nobody may be waiting for it when a host is ended early.
    this.ready.catch(() => {});
    this.#waiter = {
      number: 0,
      maxBytes: 1024,
      resolve: () => {
        clearTimeout(startTimer);
        this.#isReady = true;
        settle?.resolve();
      },
      reject: (error) => {
        clearTimeout(startTimer);
        settle?.reject(error);
      },
    };
    child.stdin?.on('error', () => {});
    child.stdout?.on('error', () => {});
    child.stderr?.on('error', () => {});
    child.stdout?.on('data', (chunk: Buffer) => this.#receive(chunk));
    child.stderr?.on('data', (chunk: Buffer) => this.#receiveStderr(chunk));
    this.ended = new Promise((resolve) => {
      const finish = async (how: string): Promise<void> => {
        if (this.#hasEnded) return;
        this.#hasEnded = true;
        this.#fail(new HostFailure('died', this.#deathReason(how)));
        endProcessGroup(this.#child);
        child.stdin?.destroy();
        child.stdout?.destroy();
        child.stderr?.destroy();
        await command.limits.release();
        resolve();
      };
      child.once('error', (error) => void finish(messageOf(error)));
      // What the host wrote just before its end may still stand in the pipes, which are read before this fires.
      child.once('exit', (code, signal) => {
        afterPendingReads(() => void finish(signal === null ? `exit code ${code}` : `signal ${signal}`));
      });
    });
  }

  get isUsable(): boolean {
    return this.#failure === null && !this.#hasEnded;
  }

  /** Processor time of all processes of this host so far, in milliseconds; undefined where it cannot be told. */
  cpuMs(): number | undefined {
    const { pid } = this.#child;
    return pid === undefined ? undefined : cpuMsOfTree(pid);
  }

  /** Sends one request. Rejects with HostFailure. `maxBytes` bounds the whole reply. */
  request(header: Omit<RequestHeader, 'number'>, body: Uint8Array | null, maxBytes: number): Promise<Reply> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    if (this.#waiter !== null) return Promise.reject(new HostFailure('protocol', 'two requests at once'));
    const number = this.#nextNumber++ >>> 0;
    return new Promise((resolve, reject) => {
      this.#waiter = { number, maxBytes, resolve, reject };
      this.#child.stdin?.write(encodeRequest({ number, ...header }, body));
    });
  }

  /** Ends the whole process group at once; a waiting request is rejected. */
  kill(kind: 'late' | 'closed', reason: string): void {
    this.#fail(new HostFailure(kind, reason));
  }

  #fail(failure: HostFailure): void {
    if (this.#failure === null) {
      this.#failure = failure;
      endProcessGroup(this.#child);
    }
    const waiter = this.#waiter;
    this.#waiter = null;
    if (waiter === null) return;
    const isStartError = !this.#isReady && this.#failure.kind !== 'closed';
    waiter.reject(isStartError ? this.#startError(this.#failure) : this.#failure);
  }

  #startError(failure: HostFailure): Error {
    return new KaizenError('KAIZEN_SANDBOX_START', 'a sandbox host did not start', {
      got: failure.message,
      next: 'run `kaizen doctor` to see what this machine allows',
    });
  }

  #deathReason(how: string): string {
    if (this.#command.limits.hasRunOutOfMemory() || /heap out of memory|Allocation failed/.test(this.#stderr)) {
      return 'out of memory';
    }
    const lastWords = this.#isReady ? '' : `: ${this.#stderr.trim().split('\n').slice(-3).join(' | ')}`;
    return `the host process ended with ${how}${lastWords}`;
  }

  #receiveStderr(chunk: Buffer): void {
    this.#stderrBytes += chunk.byteLength;
    if (this.#stderrBytes > MAX_STDERR_BYTES) this.#fail(new HostFailure('protocol', 'too much on standard error'));
    else this.#stderr = (this.#stderr + chunk.toString('latin1')).slice(-KEPT_STDERR * 4);
  }

  #receive(chunk: Buffer): void {
    if (this.#failure !== null) return;
    this.#chunks.push(chunk);
    this.#buffered += chunk.byteLength;
    const waiter = this.#waiter;
    if (waiter === null) {
      this.#fail(new HostFailure('protocol', 'output without a request'));
      return;
    }
    if (this.#buffered < LENGTH_BYTES) return;
    if (this.#chunks.length > 1 && (this.#chunks[0] as Buffer).byteLength < LENGTH_BYTES) {
      this.#chunks = [Buffer.concat(this.#chunks)];
    }
    const length = (this.#chunks[0] as Buffer).readUInt32LE(0);
    if (length > waiter.maxBytes) {
      this.#fail(new HostFailure('protocol', `a reply of ${length} bytes, more than the limit of ${waiter.maxBytes}`));
      return;
    }
    if (this.#buffered < LENGTH_BYTES + length) return;
    const frame = this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks);
    this.#chunks = [];
    this.#buffered = 0;
    const reply = decodeReply(frame.subarray(LENGTH_BYTES, LENGTH_BYTES + length));
    if (typeof reply === 'string') this.#fail(new HostFailure('protocol', reply));
    else if (frame.byteLength > LENGTH_BYTES + length) {
      this.#fail(new HostFailure('protocol', 'bytes after the reply'));
    } else if (reply.number !== waiter.number) this.#fail(new HostFailure('protocol', `reply number ${reply.number}`));
    else {
      this.#waiter = null;
      waiter.resolve(reply);
    }
  }
}
