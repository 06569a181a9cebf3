import type { Clock } from '../base/clock.ts';
import { KaizenError } from '../base/errors.ts';
import { EVENT_VERSION } from '../core/event.ts';
import { applyToCandidates } from './candidate-table.ts';
import type { Connection } from './connection.ts';
import type { EventGroup, RunWriter } from './contract.ts';
import { type EncodedEvent, encodeEvent } from './event-codec.ts';
import { EMPTY_LOG_HASH, extendHash } from './hash-chain.ts';
import { insertProgram } from './insert-program.ts';
import { HEARTBEAT_MS, releaseLock, renewLock, takeLock } from './lock.ts';
import { type ModelCall, writeModelCall } from './model-calls.ts';
import { stringifyNumbers } from './number-json.ts';
import { formatRunId } from './run-id.ts';
import { advanceRun, insertRun, readPosition, requireLock } from './run-table.ts';

const INSERT_EVENT = `INSERT INTO events (run, sequence, slot, type, version, body, measured, at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;
const INSERT_ARTIFACT = 'INSERT OR REPLACE INTO artifacts (run, slot, name, value) VALUES (?, ?, ?, ?)';

/** What a writer holds of its run, besides the lock. */
interface Hold {
  readonly run: number;
  readonly scoreStage: string;
  readonly token: string;
}

/** Where the log stands: what the last durable group left. */
interface Position {
  readonly logHash: string;
  readonly sequence: number;
}

/** What writers of one workspace share. */
export interface WriterContext {
  readonly connection: Connection;
  readonly clock: Clock;
  /** Tokens of locks that could not be released, so that this process may take them again. */
  readonly abandoned: Set<string>;
  readonly writers: Set<RunWriter>;
}

class SqliteRunWriter implements RunWriter {
  readonly #context: WriterContext;
  readonly #hold: Hold;
  #position: Position;
  #renewedAt: number;
  readonly #stopRenewing: () => void;
  #isClosed = false;

  constructor(context: WriterContext, hold: Hold, position: Position, now: number) {
    this.#context = context;
    this.#hold = hold;
    this.#position = position;
    this.#renewedAt = now;
    // Between two commits a model may take longer than a lock without signs of life is respected.
    this.#stopRenewing = context.clock.every(HEARTBEAT_MS, () => this.#renew());
  }

  get id(): string {
    return formatRunId(this.#hold.run);
  }

  get logHash(): string {
    return this.#position.logHash;
  }

  get lastSequence(): number {
    return this.#position.sequence;
  }

  append(group: EventGroup): void {
    if (this.#isClosed) throw misuse(`the writer of run ${this.id} was closed`);
    if (group.events.some(({ type }) => type === 'run.created'))
      throw misuse('run.created begins a run, and only once');
    const { connection, clock } = this.#context;
    const { run, token } = this.#hold;
    const now = Math.round(clock.now());
    const isDue = this.#isRenewalDue(now);
    const encoded = group.events.map(encodeEvent);
    const position = connection.transaction(() => {
      if (isDue) renewLock(connection, run, token, now);
      return writeGroup(connection, this.#hold, this.#position, group, encoded, now);
    });
    // Only now is the group durable; whatever failed above leaves the writer where it was.
    this.#position = position;
    if (isDue) this.#renewedAt = now;
  }

  journal(calls: readonly ModelCall[]): void {
    if (this.#isClosed) throw misuse(`the writer of run ${this.id} was closed`);
    const { connection, clock } = this.#context;
    const { run, token } = this.#hold;
    const now = Math.round(clock.now());
    connection.transaction(() => {
      requireLock(connection, run, token);
      for (const call of calls) writeModelCall(connection, run, call, now);
    });
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#stopRenewing();
    const { connection, abandoned, writers } = this.#context;
    const { run, token } = this.#hold;
    writers.delete(this);
    try {
      connection.transaction(() => releaseLock(connection, run, token));
    } catch {
      // A full disk must not hide the error that led here. The lock ends with this process, or with its next open.
      abandoned.add(token);
    }
  }

  #isRenewalDue(now: number): boolean {
    return now - this.#renewedAt >= HEARTBEAT_MS || now < this.#renewedAt;
  }

  #renew(): void {
    const { connection, clock } = this.#context;
    const { run, token } = this.#hold;
    const now = Math.round(clock.now());
    if (!this.#isRenewalDue(now)) return;
    try {
      connection.transaction(() => renewLock(connection, run, token, now));
      this.#renewedAt = now;
    } catch {
      // What is wrong with the storage, the next commit reports.
    }
  }
}

/** Makes a run from its first group, which begins with `run.created`, and takes its lock. */
export function createRun(context: WriterContext, group: EventGroup): RunWriter {
  const { connection, clock } = context;
  const [first] = group.events;
  if (first?.type !== 'run.created') throw misuse('the first event of a run is run.created');
  const { spec } = first;
  const now = Math.round(clock.now());
  const encoded = group.events.map(encodeEvent);
  const { hold, position } = connection.transaction(() => {
    const run = insertRun(connection, spec, now);
    const hold: Hold = { run, scoreStage: spec.task.scoreStage, token: takeLock(connection, run, now) };
    const start: Position = { logHash: EMPTY_LOG_HASH, sequence: 0 };
    return { hold, position: writeGroup(connection, hold, start, group, encoded, now) };
  });
  return register(context, hold, position, now);
}

/** Takes the lock of a run that exists, and forgets requests to stop it. */
export function openRun(context: WriterContext, run: number): RunWriter {
  const { connection, clock, abandoned } = context;
  const now = Math.round(clock.now());
  const { hold, position } = connection.transaction(() => {
    const token = takeLock(connection, run, now, abandoned);
    connection.statement('DELETE FROM stop_requests WHERE run = ?').run(run);
    const { scoreStage, ...position } = readPosition(connection, run);
    return { hold: { run, scoreStage, token }, position };
  });
  return register(context, hold, position, now);
}

function register(context: WriterContext, hold: Hold, position: Position, now: number): RunWriter {
  const writer = new SqliteRunWriter(context, hold, position, now);
  context.writers.add(writer);
  return writer;
}

/** Writes all rows of a group inside the caller's transaction, and returns where the log stands then. */
function writeGroup(
  connection: Connection,
  { run, scoreStage, token }: Hold,
  from: Position,
  group: EventGroup,
  encoded: readonly EncodedEvent[],
  now: number,
): Position {
  const logHash = encoded.reduce(extendHash, from.logHash);
  const sequence = from.sequence + encoded.length;
  // First, because it fences off a writer that has lost its run.
  advanceRun(connection, run, group.summary, { token, from: from.sequence, logHash, sequence, now });
  for (const program of group.programs) insertProgram(connection, program);
  for (const [index, { type, slot, body, measured }] of encoded.entries()) {
    const place = from.sequence + index + 1;
    connection.statement(INSERT_EVENT).run(run, place, slot, type, EVENT_VERSION, body, measured, now);
  }
  for (const event of group.events) applyToCandidates(connection, run, event, scoreStage);
  for (const { slot, name, value } of group.artifacts ?? []) {
    connection.statement(INSERT_ARTIFACT).run(run, slot, name, stringifyNumbers(value));
  }
  for (const call of group.calls ?? []) writeModelCall(connection, run, call, now);
  return { logHash, sequence };
}

function misuse(summary: string): KaizenError {
  return new KaizenError('KAIZEN_STORE_MISUSE', summary, {
    next: 'this is a defect of the program: please report it',
  });
}
