import type { Json } from '../base/json.ts';
import type { CandidateId } from '../core/candidate.ts';
import type { Cost } from '../core/cost.ts';
import type { Direction, EvaluationStatus } from '../core/evaluation.ts';
import type { Event } from '../core/event.ts';
import type { GivenOrder } from '../core/order.ts';
import type { Program } from '../core/program.ts';
import type { TakenOrder } from '../core/steering.ts';
import type { ModelCall } from './model-calls.ts';

export type RunStatus = 'running' | 'paused' | 'finished';

/** One row of the runs table: what lists show without reading a log. Updated in the same transaction as the events. */
export interface RunSummary {
  readonly status: RunStatus;
  /** Why it stopped or paused; null while it runs. */
  readonly reason: string | null;
  readonly committed: number;
  readonly bestCandidate: CandidateId | null;
  /** Train score of the best candidate. */
  readonly trainScore: number | null;
  readonly championCandidate: CandidateId | null;
  readonly validationScore: number | null;
  readonly cost: Cost;
}

export interface RunRow extends RunSummary {
  /** Short, sortable and unique in the workspace, such as `r0007`. */
  readonly id: string;
  readonly taskName: string;
  readonly taskVersion: string;
  readonly direction: Direction;
  readonly seed: number;
  readonly arm: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** sha-256 chain over the semantic events. */
  readonly logHash: string;
  readonly lastSequence: number;
}

/**
 * The status column of a candidate: `open` while in flight, `rejected` when it was never evaluated, `screened` when it
 * ran well but did not get as far as the score stage.
 */
export type CandidateState = 'open' | 'rejected' | 'screened' | EvaluationStatus;

/** One row of the candidates table, derived from events only. */
export interface CandidateRow {
  readonly slot: CandidateId;
  /** Hash; null when nothing was proposed. */
  readonly program: string | null;
  readonly operator: string;
  readonly parent: CandidateId | null;
  readonly generation: number | null;
  readonly island: number;
  readonly size: number | null;
  readonly state: CandidateState;
  readonly reason: string | null;
  /** Score on the task's score stage; null when it was not reached. */
  readonly trainScore: number | null;
  readonly validationScore: number | null;
  /** Score of the final test; null for all but the few that were tested. */
  readonly testScore: number | null;
  readonly steps: number;
  /** Whether it was the best (the champion) when it was committed. Later ones may have replaced it. */
  readonly isBest: boolean;
  readonly isChampion: boolean;
}

export interface CandidateQuery {
  readonly state?: CandidateState;
  /** Only those that were the best when they were committed. */
  readonly bestOnly?: boolean;
  /** `train` and `validation` put the best first, as the direction of the run says, and those without a score last. */
  readonly orderBy?: 'slot' | 'train' | 'validation';
  readonly limit?: number;
  readonly offset?: number;
}

/** One row of the log as it was written. */
export interface StoredEvent {
  /** 1, 2, 3, … within the run. */
  readonly sequence: number;
  readonly type: string;
  readonly version: number;
  readonly slot: number | null;
  readonly body: string;
  readonly measured: string | null;
  /** When its group was written, in milliseconds since the epoch. */
  readonly at: number;
}

/** An event with its place in the log. */
export interface EventRecord {
  readonly sequence: number;
  readonly at: number;
  readonly event: Event;
}

export type StartedEvent = Extract<Event, { type: 'run.started' }>;

/** The living process that works on a run. */
export interface Runner {
  readonly pid: number;
  /** When it took the run's lock, in milliseconds since the epoch. */
  readonly since: number;
  /** Its last sign of life; it gives one at most every ten seconds, whether or not it has anything to write. */
  readonly heartbeatAt: number;
}

/** What one durable group holds. */
export interface EventGroup {
  readonly events: readonly Event[];
  readonly programs: readonly Program[];
  /** Pictures and other values worth keeping, of candidates that became best or champion. */
  readonly artifacts?: readonly { readonly slot: CandidateId; readonly name: string; readonly value: Json }[];
  /** Attempts to call models that the events tell of. */
  readonly calls?: readonly ModelCall[];
  readonly summary: RunSummary;
}

/** The single writer of a run. It holds the run's lock until it is closed. */
export interface RunWriter {
  readonly id: string;
  readonly logHash: string;
  readonly lastSequence: number;
  /**
   * Writes the group in one transaction: all of it is durable when this returns, or none, and then the writer is as it
   * was and may be used again. Fails with KAIZEN_DISK_FULL, KAIZEN_DATABASE_LOCKED, … and with KAIZEN_LOCK_LOST once
   * another process has taken over the run.
   */
  append(group: EventGroup): void;
  /** Writes attempts to call models, or what has become of them, in one transaction; durable when this returns. */
  journal(calls: readonly ModelCall[]): void;
  /** Releases the lock. May be called twice; never fails. */
  close(): void;
}

/** A folder with one database that holds all runs. */
export interface Workspace {
  readonly folder: string;
  readonly databasePath: string;
  /** Makes a run and its first group, and takes its lock. */
  createRun(group: EventGroup): RunWriter;
  /** Takes the lock of an existing run. Fails with KAIZEN_RUN_LOCKED while another living process has it. */
  openRun(id: string): RunWriter;
  runs(): RunRow[];
  /** `id` is `r0007`, `r7`, `7` or `latest`, the run made last. Fails with KAIZEN_RUN_NOT_FOUND, naming near ones. */
  run(id: string): RunRow;
  /** All events of a run in order; the log's hash chain is recomputed by `verifyLog`. */
  events(id: string, fromSequence?: number): IterableIterator<Event>;
  /** The same with sequence and time. */
  eventRecords(id: string, fromSequence?: number): IterableIterator<EventRecord>;
  /** The same as written, not decoded: for verification and export. */
  storedEvents(id: string, fromSequence?: number): IterableIterator<StoredEvent>;
  /** Events of one slot, its faults and its final test among them. */
  eventsOfSlot(id: string, slot: CandidateId): Event[];
  /** Each time that work on the run began, in order. */
  starts(id: string): StartedEvent[];
  candidates(id: string, query?: CandidateQuery): CandidateRow[];
  /** Fails with KAIZEN_CANDIDATE_NOT_FOUND. */
  candidate(id: string, slot: CandidateId): CandidateRow;
  /** Fails with KAIZEN_PROGRAM_NOT_FOUND. */
  program(hash: string): Program;
  /** The journal of calls of models, by slot, purpose and attempt; of one slot where it is given. */
  modelCalls(id: string, slot?: CandidateId): ModelCall[];
  /** Those of them that nothing is known of: in flight, or so when the run was killed. */
  reservedCalls(id: string): ModelCall[];
  artifacts(id: string, slot: CandidateId): Readonly<Record<string, Json>>;
  /** The living process that works on the run; null when nobody does, whatever the run's status says. */
  runner(id: string): Runner | null;
  /** Asks the process that runs it to pause; false when nobody runs it. */
  requestStop(id: string): boolean;
  /** Whether somebody asked this run to pause; cheap enough to poll at every commit group. */
  stopRequested(id: string): boolean;
  /** Leaves an order for a run, whether somebody works on it or not; returns its number. */
  giveOrder(id: string, order: Omit<GivenOrder, 'number'>, program?: Program): number;
  /** Orders given to a run, from the one after `after` on; cheap enough to poll. */
  orders(id: string, after?: number): GivenOrder[];
  /** Orders that its log says were taken, as they were taken. */
  takenOrders(id: string): TakenOrder[];
  /** Runs `read` on one state of the database, whatever is written meanwhile. `read` must not write. */
  snapshot<T>(read: () => T): T;
  /** Makes a run's candidate rows and summary anew from its events. Fails with KAIZEN_RUN_LOCKED while it is worked on. */
  rebuildReadModels(id: string): void;
  /** Closes its writers too. May be called twice. */
  close(): void;
}
