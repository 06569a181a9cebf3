import type { Clock } from '../base/clock.ts';
import type { Json } from '../base/json.ts';
import type { CandidateId } from '../core/candidate.ts';
import type { Event } from '../core/event.ts';
import type { GivenOrder } from '../core/order.ts';
import type { Program } from '../core/program.ts';
import type { TakenOrder } from '../core/steering.ts';
import type { Connection } from './connection.ts';
import type {
  CandidateQuery,
  CandidateRow,
  EventGroup,
  EventRecord,
  Runner,
  RunRow,
  RunWriter,
  StartedEvent,
  StoredEvent,
  Workspace,
} from './contract.ts';
import { findRunner } from './lock.ts';
import { type ModelCall, readModelCalls, readReservedCalls } from './model-calls.ts';
import { giveOrder, readOrders, readTakenOrders } from './orders.ts';
import { readCandidate, readCandidates } from './read-candidates.ts';
import { readEventRecords, readEvents, readEventsOfSlot, readStarts, readStoredEvents } from './read-events.ts';
import { readArtifacts, readProgram } from './read-programs.ts';
import { readRun, readRuns, resolveRun } from './read-runs.ts';
import { rebuildReadModels } from './rebuild-read-models.ts';
import { createRun, openRun, type WriterContext } from './run-writer.ts';
import { isStopRequested, requestStop } from './stop-requests.ts';

/** Names runs for the outside and hands each question to the file that answers it. */
export class SqliteWorkspace implements Workspace {
  readonly folder: string;
  readonly #connection: Connection;
  readonly #clock: Clock;
  readonly #context: WriterContext;

  constructor(folder: string, connection: Connection, clock: Clock) {
    this.folder = folder;
    this.#connection = connection;
    this.#clock = clock;
    this.#context = { connection, clock, abandoned: new Set(), writers: new Set() };
  }

  get databasePath(): string {
    return this.#connection.path;
  }

  createRun(group: EventGroup): RunWriter {
    return createRun(this.#context, group);
  }

  openRun(id: string): RunWriter {
    return openRun(this.#context, this.#resolve(id));
  }

  runs(): RunRow[] {
    return readRuns(this.#connection);
  }

  run(id: string): RunRow {
    return readRun(this.#connection, id);
  }

  events(id: string, fromSequence = 1): IterableIterator<Event> {
    return readEvents(this.#connection, this.#resolve(id), fromSequence);
  }

  eventRecords(id: string, fromSequence = 1): IterableIterator<EventRecord> {
    return readEventRecords(this.#connection, this.#resolve(id), fromSequence);
  }

  storedEvents(id: string, fromSequence = 1): IterableIterator<StoredEvent> {
    return readStoredEvents(this.#connection, this.#resolve(id), fromSequence);
  }

  eventsOfSlot(id: string, slot: CandidateId): Event[] {
    return readEventsOfSlot(this.#connection, this.#resolve(id), slot);
  }

  starts(id: string): StartedEvent[] {
    return readStarts(this.#connection, this.#resolve(id));
  }

  candidates(id: string, query?: CandidateQuery): CandidateRow[] {
    return readCandidates(this.#connection, this.#resolve(id), query);
  }

  candidate(id: string, slot: CandidateId): CandidateRow {
    return readCandidate(this.#connection, this.#resolve(id), slot);
  }

  program(hash: string): Program {
    return readProgram(this.#connection, hash);
  }

  modelCalls(id: string, slot?: CandidateId): ModelCall[] {
    return readModelCalls(this.#connection, this.#resolve(id), slot);
  }

  reservedCalls(id: string): ModelCall[] {
    return readReservedCalls(this.#connection, this.#resolve(id));
  }

  artifacts(id: string, slot: CandidateId): Readonly<Record<string, Json>> {
    return readArtifacts(this.#connection, this.#resolve(id), slot);
  }

  runner(id: string): Runner | null {
    return findRunner(this.#connection, this.#resolve(id), this.#now());
  }

  requestStop(id: string): boolean {
    return requestStop(this.#connection, this.#resolve(id), this.#now());
  }

  stopRequested(id: string): boolean {
    return isStopRequested(this.#connection, this.#resolve(id));
  }

  giveOrder(id: string, order: Omit<GivenOrder, 'number'>, program?: Program): number {
    return giveOrder(this.#connection, this.#resolve(id), order, program, this.#now());
  }

  orders(id: string, after = 0): GivenOrder[] {
    return readOrders(this.#connection, this.#resolve(id), after);
  }

  takenOrders(id: string): TakenOrder[] {
    return readTakenOrders(this.#connection, this.#resolve(id));
  }

  snapshot<T>(read: () => T): T {
    return this.#connection.snapshot(read);
  }

  rebuildReadModels(id: string): void {
    rebuildReadModels(this.#connection, this.#resolve(id), this.#now());
  }

  close(): void {
    for (const writer of this.#context.writers) writer.close();
    this.#connection.close();
  }

  #resolve(id: string): number {
    return resolveRun(this.#connection, id);
  }

  #now(): number {
    return Math.round(this.#clock.now());
  }
}
