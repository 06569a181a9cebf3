import type { Buffer } from 'node:buffer';
import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { endProcessGroup } from '../../base/end-process-group.ts';
import { messageOf } from '../../base/errors.ts';
import { cpuMsOfTree, isTreeAsleep } from '../process-tree.ts';
import type { ConfinedCommand } from './launcher.ts';

/** How a process ended. */
export interface ProcessEnd {
  /** Exit code; above 128 where a signal ended it; null where it did not even start. */
  readonly code: number | null;
  /** In words, for a person. */
  readonly how: string;
  /** Why it was killed from here; undefined when it ended by itself. */
  readonly killed: string | undefined;
  readonly isOutOfMemory: boolean;
  /** Processor time of the whole process tree, in milliseconds. */
  readonly cpuMs: number;
  /** The end of what it wrote to standard error. */
  readonly errors: string;
}

const MAX_ERROR_BYTES = 16_000_000;
const KEPT_ERRORS = 4_000;
/** How long the pipes of a process that has ended are read on. */
const LAST_WORDS_MS = 2_000;

/** Four times of a shell's `times`: of itself and of its children, user and system. */
const TIME = /(\d+)m([\d.]+)s/g;

function reportedCpuMs(text: string): number | undefined {
  const times = [...text.matchAll(TIME)].map(
    ([, minutes, seconds]) => Number(minutes) * 60_000 + Number(seconds) * 1000,
  );
  return times.length === 4 ? times.reduce((sum, time) => sum + time, 0) : undefined;
}

/**
 * One process tree behind the sandbox's wall, seen from the trusted side: what comes out of it goes to `onOutput`,
 * standard error is bounded and its end kept, and its processor time is known however it ends.
 */
export class ConfinedProcess {
  /** Resolves when it has ended and its limits are taken away. Never rejects. */
  readonly ended: Promise<ProcessEnd>;
  readonly #child: ChildProcess;
  #errors = '';
  #errorBytes = 0;
  #times = '';
  #killed: string | undefined;
  #cpuMs = 0;

  constructor(command: ConfinedCommand, onOutput: (chunk: Buffer) => void) {
    const [program, ...words] = command.words;
    const child = spawn(program, words, {
      ...(command.environment !== undefined && { env: command.environment }),
      ...(command.folder !== undefined && { cwd: command.folder }),
      // A group of its own, so that all of it can be ended at once.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    });
    this.#child = child;
    const [input, output, errors, times] = child.stdio;
    for (const stream of child.stdio) stream?.on('error', () => {});
    output?.on('data', onOutput);
    errors?.on('data', (chunk: Buffer) => {
      this.#errorBytes += chunk.byteLength;
      if (this.#errorBytes > MAX_ERROR_BYTES) this.kill('it wrote too much to standard error');
      else this.#errors = (this.#errors + chunk.toString('utf8')).slice(-KEPT_ERRORS);
    });
    times?.on('data', (chunk: Buffer) => {
      this.#times = (this.#times + chunk.toString('latin1')).slice(0, 1_000);
    });
    let hasEnded = false;
    this.ended = new Promise((resolve) => {
      const finish = async (code: number | null, how: string): Promise<void> => {
        if (hasEnded) return;
        hasEnded = true;
        const isOutOfMemory = command.limits.hasRunOutOfMemory();
        endProcessGroup(this.#child);
        input?.destroy();
        for (const stream of [output, errors, times]) stream?.destroy();
        await command.limits.release();
        const cpuMs = reportedCpuMs(this.#times) ?? this.#cpuMs;
        resolve({ code, how, killed: this.#killed, isOutOfMemory, cpuMs, errors: this.#errors.trim() });
      };
      child.once('error', (error) => void finish(null, messageOf(error)));
      const how = (code: number | null, signal: string | null): string =>
        signal === null ? `exit code ${code}` : `signal ${signal}`;
      // Once all it wrote has been read; but a process that it left behind may hold the pipes open for ever.
      child.once('close', (code, signal) => void finish(code, how(code, signal)));
      child.once('exit', (code, signal) => {
        endProcessGroup(this.#child);
        setTimeout(() => void finish(code, how(code, signal)), LAST_WORDS_MS).unref();
      });
    });
  }

  /** Processor time so far, in milliseconds; undefined where it cannot be told. */
  cpuMs(): number | undefined {
    const { pid } = this.#child;
    const used = pid === undefined ? undefined : cpuMsOfTree(pid, true);
    this.#cpuMs = Math.max(this.#cpuMs, used ?? 0);
    return used === undefined ? undefined : this.#cpuMs;
  }

  /** Whether everything in it sleeps or waits. */
  isAsleep(): boolean {
    const { pid } = this.#child;
    return pid !== undefined && isTreeAsleep(pid);
  }

  /** An idle process does not keep this one from ending. */
  setIdle(isIdle: boolean): void {
    const change = isIdle ? 'unref' : 'ref';
    this.#child[change]();
    for (const stream of this.#child.stdio) if (stream instanceof Socket && !stream.destroyed) stream[change]();
  }

  write(text: string): void {
    this.#child.stdin?.write(text);
  }

  endInput(): void {
    this.#child.stdin?.end();
  }

  /** Ends the whole process tree at once. */
  kill(reason: string): void {
    this.#killed ??= reason;
    this.cpuMs();
    endProcessGroup(this.#child);
  }
}
