import type { Json } from '../base/json.ts';
import type { CandidateId } from '../core/candidate.ts';
import type { Cost } from '../core/cost.ts';
import type { Direction, EvaluationStatus } from '../core/evaluation.ts';
import type { Event } from '../core/event.ts';
import type { Program } from '../core/program.ts';

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

/** The status column of a candidate: `open` while in flight, `rejected` when it was never evaluated. */
export type CandidateState = 'open' | 'rejected' | EvaluationStatus;

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
  readonly trainScore: number | null;
  readonly validationScore: number | null;
  readonly steps: number;
  readonly isBest: boolean;
  readonly isChampion: boolean;
}

export interface CandidateQuery {
  readonly state?: CandidateState;
  readonly bestOnly?: boolean;
  readonly orderBy?: 'slot' | 'train' | 'validation';
  readonly limit?: number;
}

/** What one durable group holds. */
export interface EventGroup {
  readonly events: readonly Event[];
  readonly programs: readonly Program[];
  /** Pictures and other values worth keeping, of candidates that became best or champion. */
  readonly artifacts?: readonly { readonly slot: CandidateId; readonly name: string; readonly value: Json }[];
  readonly summary: RunSummary;
}

/** The single writer of a run. It holds the run's lock until it is closed. */
export interface RunWriter {
  readonly id: string;
  readonly logHash: string;
  readonly lastSequence: number;
  /** Writes the group in one transaction: all of it is durable when this returns, or none. */
  append(group: EventGroup): void;
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
  /** Fails with KAIZEN_RUN_NOT_FOUND, naming near ones. `latest` is the run made last. */
  run(id: string): RunRow;
  /** All events of a run in order; the log's hash chain is recomputed by `verifyLog`. */
  events(id: string, fromSequence?: number): IterableIterator<Event>;
  eventsOfSlot(id: string, slot: CandidateId): Event[];
  candidates(id: string, query?: CandidateQuery): CandidateRow[];
  candidate(id: string, slot: CandidateId): CandidateRow;
  program(hash: string): Program;
  artifacts(id: string, slot: CandidateId): Readonly<Record<string, Json>>;
  /** Asks the process that runs it to pause; false when nobody runs it. */
  requestStop(id: string): boolean;
  /** Whether somebody asked this run to pause. */
  stopRequested(id: string): boolean;
  close(): void;
}
