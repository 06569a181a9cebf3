import type { JsonObject } from '../base/json.ts';
import type { Candidate, CandidateId, Member } from './candidate.ts';
import type { Cost } from './cost.ts';
import type { Event } from './event.ts';
import type { PopulationSpread, WithinSpread } from './noise.ts';
import type { MutableRegion } from './region.ts';
import type { RunSpec, StopReason } from './run-spec.ts';
import type { Arm } from './search.ts';
import type { SteeringState } from './steering.ts';

/** Candidates that reflectors may look back on. */
export const RECENT_CAPACITY = 64;

/** Candidates that failed and may be mended. */
export const FAILED_CAPACITY = 16;

/** A slot in flight: its opening, and how much of the log it saw. */
export interface OpenSlot {
  readonly opened: Extract<Event, { type: 'slot.opened' }>;
  /** Commits before it was opened. */
  readonly visible: number;
}

/** The first candidate that behaved in a certain way. */
export interface Behaviour {
  readonly candidate: CandidateId;
  /** Commits up to and including its own. */
  readonly since: number;
  /** What it was held to be worth then; null where it has no train score. Stays when the candidate itself is forgotten. */
  readonly merit: number | null;
}

/** When a program was first proposed: by which slot, and after how many commits the log said so. */
export interface Sighting {
  readonly slot: CandidateId;
  readonly since: number;
}

/** A candidate that has no score, and how many stages it passed before it failed. */
export interface FailedCandidate {
  readonly candidate: Candidate;
  readonly stages: number;
}

/** How many slots ended in which way; `screened` ones ran well but did not pass an early stage. */
export type Tally = Record<'ok' | 'screened' | 'invalid' | 'timeout' | 'crash' | 'error' | 'rejected', number>;

/** What a run knows about the noise of its task. */
export interface NoiseState {
  /** By stage. */
  readonly within: Map<string, WithinSpread>;
  population: PopulationSpread;
  /** Repeats that the best candidates took when they were measured again, outside of the final round. */
  remeasured: number;
  /** Null until the search is over. */
  final: FinalRound | null;
}

export interface FinalRound {
  readonly opened: Extract<Event, { type: 'final.opened' }>;
  /** Merits of the fresh repeats of each finalist that has some; null where one failed. */
  readonly repeats: Map<CandidateId, readonly number[] | null>;
  chosen: CandidateId | null;
}

/** The whole state of a run: the fold of its events. Only `reduce` writes to it; everyone else reads. */
export interface RunState {
  readonly spec: RunSpec;
  status: 'running' | 'paused' | 'finished';
  reason: string | null;
  /** Number of the next slot to open. */
  nextSlot: number;
  /** Slots that ended. */
  committed: number;
  readonly open: Map<number, OpenSlot>;
  readonly regions: MutableRegion[];
  /** Members that stand in a region, and the seed programs, the best, the champion and those that are pinned. */
  readonly members: Map<CandidateId, Member>;
  /** In how many places each member stands. */
  readonly placesOf: Map<CandidateId, number>;
  readonly arms: Map<string, Arm>;
  readonly learned: Map<string, JsonObject>;
  /** Hash of every proposed program → where it was proposed first. */
  readonly seen: Map<string, Sighting>;
  readonly behaviours: Map<string, Behaviour>;
  /** Candidates that were evaluated, and the latest of them, oldest first: what reflectors look at. */
  evaluated: number;
  readonly recent: CandidateId[];
  /** While no candidate has a score: the latest of those that failed, oldest first; then empty. */
  readonly failed: FailedCandidate[];
  /** `evaluated` when each reflector was last asked. */
  readonly reflected: Map<string, number>;
  readonly tally: Tally;
  cost: Cost;
  /** Best on train. */
  best: Member | null;
  /** Best on validation, the answer of the run; the same as `best` where the task has no validation stage. */
  champion: Member | null;
  championMerit: number;
  committedAtBest: number;
  rejectedInARow: number;
  /** Proposals in a row that ended in a fault of a model. */
  modelFaultsInARow: number;
  stopped: { readonly reason: StopReason; readonly atSlot: number } | null;
  simplifySlots: number;
  /** Simplify slots since the champion last became smaller. */
  simplifyFailures: number;
  tested: Extract<Event, { type: 'candidate.tested' }>[];
  readonly noise: NoiseState;
  /** What people asked of it while it went on. */
  readonly steering: SteeringState;
}
