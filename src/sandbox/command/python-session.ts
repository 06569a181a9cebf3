import type { Clock } from '../../base/clock.ts';
import { KaizenError } from '../../base/errors.ts';
import type { Json } from '../../base/json.ts';
import type { Program } from '../../core/program.ts';
import type { Limits } from '../../core/task.ts';
import { CandidateFault, type CandidateSession, type SandboxUsage } from '../contract.ts';
import { startWatchdog } from '../watchdog.ts';
import { answersIn } from './command-reply.ts';
import { NoLine } from './line-process.ts';
import { isInside } from './program-folder.ts';
import { missingModule, type PythonHost } from './python-host.ts';

export interface PythonSessionParts {
  readonly program: Program;
  readonly limits: Limits;
  /** What all calls together may take, at most `limits.wallMs`. */
  readonly limitMs: number;
  /** Told how long they took so far, after each one that was answered. */
  readonly onAnswer: (tookMs: number) => void;
  readonly seed: number;
  readonly clock: Clock;
  /** The interpreter, for messages. */
  readonly python: string;
  /** A host for this session; a new one when asked for. */
  readonly host: (isNew: boolean) => PythonHost & { readonly jobs: number };
  /** Takes the host back; it is used again only when it is clean. */
  readonly giveBack: (host: PythonHost, isClean: boolean) => Promise<void>;
  readonly withoutHost: () => void;
}

/** Room around the answers themselves. */
const REPLY_EXTRA_BYTES = 65_536;
const SHORT_BYTES = 65_536;
/** What a host may take to clean up after a program. */
const CLEAN_MS = 10_000;

/** One program in a Python host. */
export class PythonSession implements CandidateSession {
  readonly #parts: PythonSessionParts;
  readonly #memory = new Map<string, WeakMap<object, readonly unknown[]>>();
  #host: (PythonHost & { readonly jobs: number }) | null = null;
  #fault: CandidateFault | null = null;
  #cpuMs = 0;
  #wallMs = 0;
  #isClosed = false;
  #isBusy = false;

  constructor(parts: PythonSessionParts) {
    this.#parts = parts;
    for (const path of Object.keys(parts.program.files)) {
      if (!isInside(path)) this.#fault = new CandidateFault('invalid', `a program may not have a file ${path}`);
    }
  }

  get usage(): SandboxUsage {
    return { steps: 0, cpuMs: this.#cpuMs };
  }

  async call(name: string, argumentLists: readonly (readonly Json[])[]): Promise<readonly unknown[]> {
    const remembered = this.#memory.get(name)?.get(argumentLists);
    if (remembered !== undefined) return remembered;
    if (this.#fault !== null) throw this.#fault;
    this.#isBusy = true;
    try {
      const line = await this.#exchange(JSON.stringify({ call: name, arguments: argumentLists }));
      const answers = answersIn(line, argumentLists.length);
      const lists = this.#memory.get(name) ?? new WeakMap<object, readonly unknown[]>();
      this.#memory.set(name, lists);
      lists.set(argumentLists, answers);
      this.#parts.onAnswer(this.#wallMs);
      return answers;
    } catch (thrown) {
      if (!(thrown instanceof CandidateFault)) throw thrown;
      this.#fault = this.#withAdvice(thrown);
      throw this.#fault;
    } finally {
      this.#isBusy = false;
    }
  }

  drive(): Promise<unknown> {
    return Promise.reject(
      new KaizenError('KAIZEN_SANDBOX_LANGUAGE', 'drivers run beside JavaScript and TypeScript candidates only', {
        wanted: 'candidate.call(name, argumentLists)',
        got: 'candidate.drive for a program in Python',
      }),
    );
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#host === null) this.#parts.withoutHost();
    else void this.#endProgram(this.#host);
  }

  async #endProgram(host: PythonHost): Promise<void> {
    // A request under way belongs to nobody now, and its late reply must not meet the next program.
    if (this.#isBusy) host.process.kill('its session was closed');
    const timer = setTimeout(() => host.process.kill('it did not clean up'), CLEAN_MS);
    const isClean = await host.process.request('{"end": true}', SHORT_BYTES).then(
      (line) => line === '{"ended": true}',
      () => false,
    );
    clearTimeout(timer);
    await this.#parts.giveBack(host, isClean);
  }

  /** Sends a request; the first one of a session once more to a new host when a warm one dies under it. */
  async #exchange(line: string): Promise<string> {
    if (this.#host !== null) return this.#attempt(this.#host, line);
    const host = this.#parts.host(false);
    this.#host = host;
    try {
      return await this.#begin(host, line);
    } catch (thrown) {
      const isWorn = thrown instanceof NoLine && host.jobs > 1 && thrown.end.killed === undefined;
      if (!isWorn) throw thrown instanceof NoLine ? this.#faultFrom(thrown, false) : thrown;
    }
    this.#host = this.#parts.host(true);
    return this.#begin(this.#host, line).catch((thrown: unknown) => {
      throw thrown instanceof NoLine ? this.#faultFrom(thrown, false) : thrown;
    });
  }

  async #begin(host: PythonHost, line: string): Promise<string> {
    const { program, seed, limits } = this.#parts;
    await host.ready;
    const { files, entry } = program;
    const begin = { files, entry, seed, maxReplyBytes: limits.outputBytes };
    await host.process.request(JSON.stringify({ begin }), SHORT_BYTES);
    return this.#attempt(host, line);
  }

  async #attempt(host: PythonHost, line: string): Promise<string> {
    const { limits, limitMs, clock } = this.#parts;
    const { process } = host;
    const startedAt = clock.monotonic();
    let isLate = false;
    const watchdog = startWatchdog({
      limitMs: Math.max(1, limitMs - this.#wallMs),
      clock,
      isAsleep: () => process.isAsleep(),
      cpuMs: () => process.cpuMs(),
      onLate: () => {
        isLate = true;
        process.kill(`no answer after ${limitMs} ms`);
      },
    });
    const settle = (): void => {
      const used = process.takeCpuMs();
      this.#cpuMs += used;
      this.#wallMs += Math.min(clock.monotonic() - startedAt, Math.max(used, 1));
    };
    try {
      const reply = await process.request(line, limits.outputBytes + REPLY_EXTRA_BYTES);
      settle();
      return reply;
    } catch (thrown) {
      if (!(thrown instanceof NoLine)) throw thrown;
      settle();
      throw isLate ? this.#faultFrom(thrown, true) : thrown;
    } finally {
      watchdog.stop();
    }
  }

  #faultFrom({ end, message }: NoLine, isLate: boolean): CandidateFault {
    const reason = end.isOutOfMemory ? 'out of memory' : message;
    return new CandidateFault(isLate ? 'timeout' : 'crash', reason);
  }

  /** A module that is not installed is the task's matter rather than the program's: say what to do. */
  #withAdvice(fault: CandidateFault): CandidateFault {
    const module = /No module named '([\w.]+)'/.exec(fault.message)?.[1];
    const advice = missingModule(module, this.#parts.python);
    return advice === undefined
      ? fault
      : new CandidateFault(fault.status, `${fault.message}. If it should be: ${advice}`);
  }
}
