import { rmSync } from 'node:fs';
import type { Clock } from '../../base/clock.ts';
import { KaizenError, messageOf } from '../../base/errors.ts';
import type { Json } from '../../base/json.ts';
import type { Program } from '../../core/program.ts';
import type { CommandRuntime } from '../../core/runtime.ts';
import type { Limits } from '../../core/task.ts';
import { CandidateFault, type CandidateSession, type SandboxUsage } from '../contract.ts';
import { startWatchdog } from '../watchdog.ts';
import type { Builds } from './builds.ts';
import { answersIn } from './command-reply.ts';
import type { CommandLauncher, ConfinedCommand } from './launcher.ts';
import { LineProcess, NoLine } from './line-process.ts';
import { writeProgram } from './program-folder.ts';
import { runToEnd } from './run-to-end.ts';
import type { Tool } from './toolchain.ts';

export interface CommandSessionParts {
  readonly program: Program;
  readonly runtime: CommandRuntime;
  readonly tool: Tool;
  readonly launcher: CommandLauncher;
  readonly builds: Builds | undefined;
  readonly limits: Limits;
  readonly seed: number;
  /** A place for the program's files that does not exist yet. */
  readonly folder: string;
  readonly clock: Clock;
  readonly onClose: () => void;
}

/** What makes interpreters repeat themselves. */
const ENVIRONMENT = { PYTHONHASHSEED: '0', PYTHONDONTWRITEBYTECODE: '1', LANG: 'C.UTF-8' };

/** What the sandbox starts with: the program's files, or what was built from them, in a scratch folder. */
const RUN_FILES = 'from=$1; shift; cp -R "$from/." . && exec "$@"';
const RUN_BUILD = 'from=$1; shift; tar -xf "$from" && exec "$@"';

/** One candidate that is run by a command. Each session has processes of its own. */
export class CommandSession implements CandidateSession {
  readonly #parts: CommandSessionParts;
  readonly #memory = new Map<string, WeakMap<object, readonly unknown[]>>();
  #place: { readonly from: string; readonly script: string } | null = null;
  #hasFiles = false;
  #process: LineProcess | null = null;
  #hasAnswered = false;
  #fault: CandidateFault | null = null;
  #cpuMs = 0;
  #wallMs = 0;
  #isClosed = false;

  constructor(parts: CommandSessionParts) {
    this.#parts = parts;
  }

  get usage(): SandboxUsage {
    return { steps: 0, cpuMs: this.#cpuMs };
  }

  async call(name: string, argumentLists: readonly (readonly Json[])[]): Promise<readonly unknown[]> {
    const remembered = this.#memory.get(name)?.get(argumentLists);
    if (remembered !== undefined) return remembered;
    if (this.#fault !== null) throw this.#fault;
    try {
      this.#place ??= await this.#prepare();
      const isText = this.#parts.runtime.protocol === 'text';
      const answers = isText ? await this.#runTexts(argumentLists) : await this.#ask(name, argumentLists);
      const lists = this.#memory.get(name) ?? new WeakMap<object, readonly unknown[]>();
      this.#memory.set(name, lists);
      lists.set(argumentLists, answers);
      return answers;
    } catch (thrown) {
      if (thrown instanceof CandidateFault) this.#fault = thrown;
      throw thrown;
    }
  }

  drive(): Promise<unknown> {
    return Promise.reject(
      new KaizenError('KAIZEN_SANDBOX_LANGUAGE', 'drivers run beside JavaScript and TypeScript candidates only', {
        wanted: 'candidate.call(name, argumentLists)',
        got: `candidate.drive for a program in ${this.#parts.program.language}`,
      }),
    );
  }

  close(): void {
    void this.end();
  }

  /** Like close, and waits for the last process. */
  async end(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const process = this.#process;
    process?.kill('its session was closed');
    await process?.ended;
    if (this.#hasFiles) rmSync(this.#parts.folder, { recursive: true, force: true });
    this.#parts.onClose();
  }

  async #prepare(): Promise<{ from: string; script: string }> {
    const { builds, program, folder } = this.#parts;
    if (builds === undefined) {
      this.#hasFiles = true;
      writeProgram(folder, program);
      return { from: folder, script: RUN_FILES };
    }
    const { build, isNew } = await builds.get(program);
    // Whoever asks first pays: in one run that is the slot which proposed the program.
    if (isNew) this.#cpuMs += build.cpuMs;
    if ('fault' in build) throw build.fault;
    return { from: build.archive, script: RUN_BUILD };
  }

  #command(): ConfinedCommand {
    const { launcher, runtime, tool, limits, seed } = this.#parts;
    const { from, script } = this.#place as { from: string; script: string };
    return launcher.command({
      words: ['/bin/sh', '-c', script, 'sh', from, tool.program, ...tool.words, ...runtime.run.slice(1)],
      readOnly: [from, ...tool.readOnly, ...runtime.readable],
      hidden: runtime.hidden ?? [],
      path: tool.path,
      environment: { ...ENVIRONMENT, ...tool.environment, KAIZEN_SEED: String(seed), ...runtime.environment },
      memoryMb: limits.memoryMb,
    });
  }

  /** One process for each text. */
  async #runTexts(argumentLists: readonly (readonly Json[])[]): Promise<string[]> {
    const { limits, clock } = this.#parts;
    const answers: string[] = [];
    for (const list of argumentLists) {
      const [input] = list;
      if (list.length !== 1 || typeof input !== 'string') throw notOneText(list);
      const startedAt = clock.monotonic();
      const finished = await runToEnd(this.#command(), {
        input,
        maxBytes: limits.outputBytes,
        limitMs: this.#remainingMs(),
        clock,
      });
      this.#cpuMs += finished.cpuMs;
      // Not while others had the processor, but at least as long as it worked.
      this.#wallMs += Math.min(clock.monotonic() - startedAt, Math.max(finished.cpuMs, 1));
      const { code, killed, isLate, isOutOfMemory, how, errors, output } = finished;
      if (code !== 0 || killed !== undefined) {
        throw faultFrom(isOutOfMemory ? 'out of memory' : (killed ?? how), isLate, errors);
      }
      answers.push(output.toString('utf8'));
    }
    return answers;
  }

  /** One line in, one line out, by a process that lives as long as the session, or as it likes. */
  async #ask(name: string, argumentLists: readonly (readonly Json[])[]): Promise<readonly unknown[]> {
    const { limits, clock } = this.#parts;
    if (this.#process?.isAlive !== true) {
      this.#process = new LineProcess(this.#command());
      this.#hasAnswered = false;
    }
    const process = this.#process;
    const limitMs = this.#remainingMs();
    const startedAt = clock.monotonic();
    let isLate = false;
    const watchdog = startWatchdog({
      limitMs,
      clock,
      isAsleep: () => process.isAsleep(),
      cpuMs: () => process.cpuMs(),
      onLate: () => {
        isLate = true;
        process.kill(`no answer after ${limits.wallMs} ms`);
      },
    });
    try {
      const line = await process.request(JSON.stringify({ call: name, arguments: argumentLists }), limits.outputBytes);
      this.#settle(process.takeCpuMs(), clock.monotonic() - startedAt);
      this.#hasAnswered = true;
      return answersIn(line, argumentLists.length);
    } catch (thrown) {
      if (!(thrown instanceof NoLine)) throw thrown;
      const { errors, isOutOfMemory, code } = thrown.end;
      this.#settle(process.takeCpuMs(), clock.monotonic() - startedAt);
      // It answers once and goes: the next call is for its successor.
      if (code === 0 && this.#hasAnswered) return this.#ask(name, argumentLists);
      throw faultFrom(isOutOfMemory ? 'out of memory' : messageOf(thrown), isLate, errors);
    } finally {
      watchdog.stop();
    }
  }

  #settle(cpuMs: number, elapsedMs: number): void {
    this.#cpuMs += cpuMs;
    this.#wallMs += Math.min(elapsedMs, Math.max(cpuMs, 1));
  }

  #remainingMs(): number {
    return Math.max(1, this.#parts.limits.wallMs - this.#wallMs);
  }
}

function faultFrom(reason: string, isLate: boolean, errors: string): CandidateFault {
  const said = errors === '' ? '' : `: ${errors.slice(-1_000)}`;
  return new CandidateFault(isLate ? 'timeout' : 'crash', `${reason}${said}`);
}

function notOneText(list: readonly Json[]): KaizenError {
  return new KaizenError('KAIZEN_CALL_INVALID', 'a program with the protocol text takes one text for each call', {
    wanted: "candidate.call('main', [[text], [text], …])",
    got: JSON.stringify(list).slice(0, 200),
    next: 'correct the evaluator, or use the protocol json in task.json',
  });
}
