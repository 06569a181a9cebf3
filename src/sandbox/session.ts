import type { Clock } from '../base/clock.ts';
import { KaizenError } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import type { Program } from '../core/program.ts';
import { CandidateFault, type CandidateSession, type OpenOptions, type SandboxUsage } from './contract.ts';
import { REPLY_HEADER_BYTES, type Reply } from './host/wire.ts';
import { HostFailure } from './host-process.ts';
import { type InstrumentedScript, instrument } from './instrument.ts';
import type { Payload, PayloadCache } from './payload.ts';
import type { Lease } from './pool.ts';
import { answersOf, driverAnswerOf, faultOf } from './reply.ts';
import { startWatchdog } from './watchdog.ts';

export interface SessionParts {
  readonly program: Program;
  readonly options: OpenOptions;
  readonly lease: Lease;
  readonly payloads: PayloadCache;
  readonly clock: Clock;
}

/** Room for the reason of a fault, however small the answers must be. */
const FAULT_BYTES = 8_192;

type Request = { readonly call: string } | { readonly drive: string };

/** One candidate in one host. Its source travels with the first call, and closing says nothing to the host. */
export class HostSession implements CandidateSession {
  readonly #parts: SessionParts;
  readonly #memory = new Map<string, WeakMap<object, readonly unknown[]>>();
  #script: InstrumentedScript | null = null;
  #isOpened = false;
  #isBusy = false;
  #isClosed = false;
  #fault: CandidateFault | null = null;
  #steps = 0;
  #cpuMs = 0;
  #wallMs = 0;

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  get usage(): SandboxUsage {
    return { steps: this.#steps, cpuMs: this.#cpuMs };
  }

  async call(name: string, argumentLists: readonly (readonly Json[])[]): Promise<readonly unknown[]> {
    const remembered = this.#memory.get(name)?.get(argumentLists);
    if (remembered !== undefined) return remembered;
    const reply = await this.#exchange({ call: name }, argumentLists);
    const answers = this.#trusted(() => answersOf(reply, argumentLists.length));
    let lists = this.#memory.get(name);
    if (lists === undefined) {
      lists = new WeakMap();
      this.#memory.set(name, lists);
    }
    lists.set(argumentLists, answers);
    return answers;
  }

  async drive(driver: string, input: Json): Promise<unknown> {
    const reply = await this.#exchange({ drive: driver }, input);
    return this.#trusted(() => driverAnswerOf(reply));
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    // A request under way belongs to nobody now, and its late reply must not meet the next candidate.
    if (this.#isBusy) this.#parts.lease.process.kill('closed', 'its session was closed');
    this.#parts.lease.release();
  }

  /** Sends one request and gives the reply when it is an answer; everything else becomes an error here. */
  async #exchange(request: Request, value: unknown): Promise<Reply> {
    if (this.#fault !== null) throw this.#fault;
    if (this.#isClosed || this.#isBusy) {
      throw new KaizenError('KAIZEN_SANDBOX_SESSION', 'a candidate session was misused', {
        wanted: 'one call at a time, before close()',
        got: this.#isClosed ? 'a call after close()' : 'a call while another one is under way',
      });
    }
    this.#isBusy = true;
    try {
      const reply = await this.#send(request, value);
      this.#steps = Math.min(reply.steps, this.#parts.options.limits.steps);
      if (reply.kind === 'driver' && 'drive' in request) {
        throw new KaizenError('KAIZEN_SANDBOX_DRIVER', 'a driver does not compile', {
          wanted: 'the text of a function (exports, input) => answer',
          got: reply.body.toString('utf8').slice(0, 500),
        });
      }
      if (reply.kind === 'fault' || reply.kind === 'driver') {
        throw this.#trusted(() => faultOf(reply, (line) => this.#script?.locate(line)));
      }
      return reply;
    } catch (thrown) {
      if (thrown instanceof CandidateFault) this.#fault = thrown;
      throw thrown;
    } finally {
      this.#isBusy = false;
    }
  }

  /** Sends a request, a second time if need be, and keeps the candidate's wall clock. Throws CandidateFault. */
  async #send(request: Request, value: unknown): Promise<Reply> {
    const { program, lease, payloads } = this.#parts;
    this.#script ??= instrument(program);
    const payload = payloads.get(value, 'call' in request);
    const isFirst = !this.#isOpened;
    try {
      return await this.#attempt(request, payload);
    } catch (thrown) {
      if (!(thrown instanceof HostFailure)) throw thrown;
      // What earlier candidates left in a warm process must not decide: only a process of its own condemns it.
      if (thrown.kind !== 'died' || !isFirst || !lease.isWarm) throw this.#killed(thrown);
    }
    lease.renew();
    this.#isOpened = false;
    try {
      return await this.#attempt(request, payload);
    } catch (thrown) {
      throw thrown instanceof HostFailure ? this.#killed(thrown) : thrown;
    }
  }

  #killed(failure: HostFailure): Error {
    if (failure.kind === 'closed') {
      return new KaizenError('KAIZEN_SANDBOX_CLOSED', 'a candidate was stopped', { got: failure.message });
    }
    // How far it came is unknown, so it counts as all that it was allowed.
    this.#steps = this.#parts.options.limits.steps;
    return new CandidateFault(failure.kind === 'late' ? 'timeout' : 'crash', failure.message);
  }

  async #attempt(request: Request, payload: Payload): Promise<Reply> {
    const { options, lease, clock } = this.#parts;
    const { limits, seed } = options;
    // A slow start of the process is not the candidate's doing, so its clock starts after it.
    await lease.process.ready;
    const { id, isInline, forget } = lease.kept.use(payload);
    const remainingMs = Math.max(1, limits.wallMs - this.#wallMs);
    const script = (this.#script as InstrumentedScript).text;
    const open = { script, seed, steps: limits.steps, outputBytes: limits.outputBytes };
    const header = {
      ...(this.#isOpened ? {} : { open }),
      ...(forget.length > 0 ? { forget } : {}),
      ...request,
      payload: { format: payload.format, arity: payload.arity, id, isInline },
      wallMs: remainingMs,
    };
    this.#isOpened = true;
    const startedAt = clock.monotonic();
    const { process } = lease;
    const watchdog = startWatchdog({
      limitMs: remainingMs,
      clock,
      cpuMs: () => process.cpuMs(),
      onLate: () => process.kill('late', `no answer after ${limits.wallMs} ms`),
    });
    try {
      const body = isInline ? payload.bytes : null;
      const reply = await process.request(header, body, Math.max(limits.outputBytes, FAULT_BYTES) + REPLY_HEADER_BYTES);
      this.#cpuMs += reply.cpuMs;
      // Not by this side's clock, which also ran while this thread was busy; nor while others had the processor.
      this.#wallMs += Math.min(reply.wallMs, reply.cpuMs);
      return reply;
    } catch (thrown) {
      const elapsedMs = clock.monotonic() - startedAt;
      this.#cpuMs += elapsedMs;
      this.#wallMs += elapsedMs;
      throw thrown;
    } finally {
      watchdog.stop();
    }
  }

  /** Reads a reply; one that is malformed is the candidate's crash and ends its host. */
  #trusted<T>(read: () => T): T {
    try {
      return read();
    } catch (thrown) {
      if (thrown instanceof CandidateFault) {
        this.#fault = thrown;
        this.#parts.lease.process.kill('closed', thrown.message);
      }
      throw thrown;
    }
  }
}
