import type { JsonObject } from '../base/json.ts';
import type { ArchiveStatus } from './archive.ts';
import type { CandidateId, MemberRecord, ParentReference } from './candidate.ts';
import type { Cost } from './cost.ts';
import type { Split, StageResult } from './evaluation.ts';
import type { RaceTarget } from './noise.ts';
import type { Order } from './order.ts';
import type { RunSpec, StopReason } from './run-spec.ts';

/** Version of the event format; a reader refuses newer logs and migrates older ones. */
export const EVENT_VERSION = 1;

/** Time taken since the previous commit of the run, by the whole process tree. Never part of the log hash. */
export interface Measured {
  readonly cpuMs: number;
  readonly wallMs: number;
}

/**
 * What a final test took. No budget buys tests, so their evaluations and steps are in no ledger; and they are not part of the
 * log hash, like time, because logs of earlier versions do not have them.
 */
export interface MeasuredTest extends Measured {
  readonly evaluations?: number;
  readonly steps?: number;
}

/** Search proposes improvements; simplify only makes the champion smaller; reflect asks models what was learned. */
export type Phase = 'seed' | 'search' | 'simplify' | 'reflect';

/** What an operator proposed, or why it did not. */
export type ProposalRecord =
  | {
      readonly program: string;
      readonly size: number;
      readonly generation: number;
      readonly note: JsonObject;
    }
  | { readonly rejected: string };

/** A model is being asked: what it proposed follows in `candidate.proposed`. */
export interface AskedProposal {
  readonly asked: string;
}

/** One call of a model, as the log keeps it; texts are in the journal of calls. */
export interface CallRecord {
  readonly purpose: string;
  readonly model: string;
  /** sha-256 of the request. */
  readonly request: string;
  /** sha-256 of the reply, or the code of the fault. */
  readonly outcome: string;
}

/** Thresholds that the slot saw when it was opened, so that its cascade does not depend on timing. */
export interface Thresholds {
  /** Least merit for passing each stage that has a quantile rule. */
  readonly stages: Readonly<Record<string, number>>;
  /** What an `improves` rule has to beat; null when there is nothing yet. */
  readonly incumbent: { readonly merit: number; readonly size: number } | null;
  /** Whom to race against on each stage with repeats; absent where there is nobody yet. */
  readonly races?: Readonly<Record<string, RaceTarget>>;
}

/** A place of an island gets a member or is emptied. */
export interface IslandChange {
  readonly island: number;
  readonly place: string;
  readonly candidate: CandidateId | null;
}

/** The new values of an operator's arm after a slot ended. */
export interface ArmCredit {
  readonly weight: number;
  readonly reward: number;
  readonly compute: number;
  readonly logGain?: number;
}

/** Who counts after a ban, or after one was lifted: worked out over the whole log, where islands remember only a few. */
export interface Standing {
  /** Candidates with a score that the order bans; empty when it lifts a ban. */
  readonly banned: readonly CandidateId[];
  readonly best: MemberRecord;
  readonly champion: MemberRecord;
  /** Merit by which the champion is one: on validation where the task has it. */
  readonly championMerit: number;
  /** Places that become free, and those that a candidate takes again. */
  readonly changes: readonly IslandChange[];
}

interface SlotEndFields {
  readonly slot: number;
  readonly cost: Cost;
  readonly credit: ArmCredit | null;
  /** Changed members of the operator's learned state. */
  readonly learned?: JsonObject;
  /** Changed members of the states of reflectors that guided the slot. */
  readonly taught?: Readonly<Record<string, JsonObject>>;
  readonly measured: Measured;
}

/**
 * Everything that can happen to a run, as one union; every interface is a consumer of it. Events carry outcomes, so
 * replay needs no algorithm.
 */
export type Event =
  | { readonly type: 'run.created'; readonly spec: RunSpec }
  | {
      readonly type: 'slot.opened';
      readonly slot: number;
      readonly phase: Phase;
      readonly operator: string;
      readonly island: number;
      readonly parents: readonly ParentReference[];
      readonly proposal: ProposalRecord | AskedProposal;
      readonly thresholds: Thresholds;
    }
  | {
      /** Follows `slot.opened` where a model was asked, just before the slot ends. */
      readonly type: 'candidate.proposed';
      readonly slot: number;
      readonly parents: readonly ParentReference[];
      readonly proposal: ProposalRecord;
      readonly calls: readonly CallRecord[];
    }
  | (SlotEndFields & { readonly type: 'slot.reflected'; readonly calls: readonly CallRecord[] })
  | (SlotEndFields & { readonly type: 'candidate.rejected'; readonly reason: string })
  | (SlotEndFields & {
      readonly type: 'candidate.evaluated';
      readonly results: readonly StageResult[];
      /** The candidate whose evaluation was taken over, because both behave the same. */
      readonly inheritedFrom?: CandidateId;
      readonly archive: ArchiveStatus;
      readonly changes: readonly IslandChange[];
      readonly isBest: boolean;
      readonly isChampion: boolean;
      /** The score that the search goes by, where the task is noisy: an estimate from the repeats and the population. */
      readonly estimate?: number;
    })
  | {
      /** Fresh repeats of a candidate of a noisy task, which are added to those that it had. */
      readonly type: 'candidate.remeasured';
      readonly candidate: CandidateId;
      readonly results: readonly StageResult[];
      /** What it is now held to score, and who is best then; absent in the final round, which decides at its end. */
      readonly outcome?: { readonly estimate: number; readonly best: CandidateId };
      readonly cost: Cost;
      readonly measured: Measured;
    }
  | {
      /** The final round of a noisy run: these are measured on fresh repeats, and half of them leaves after each part. */
      readonly type: 'final.opened';
      readonly stage: string;
      readonly finalists: readonly CandidateId[];
      /** The number of the first fresh repeat, and how many there are for all together. */
      readonly first: number;
      readonly repeats: number;
    }
  | {
      /** What the final round came to: the answer of the run, with its mean over the fresh repeats. */
      readonly type: 'champion.chosen';
      readonly candidate: CandidateId;
      /** Where the fresh repeats come from: validation where the task has it. */
      readonly split: Split;
      readonly estimate: number;
    }
  | { readonly type: 'island.migrated'; readonly changes: readonly IslandChange[] }
  | { readonly type: 'island.reset'; readonly changes: readonly IslandChange[] }
  | {
      /** A person's order was taken, between two slots. */
      readonly type: 'run.steered';
      readonly number: number;
      readonly order: Order;
      /** Slots that had ended: `kaizen steer --at` repeats the order there. */
      readonly committed: number;
      /** Why it changes nothing: what it was about was no longer so. */
      readonly refused?: string;
      /** A candidate that no island kept any more, and that the order brings back. */
      readonly restored?: MemberRecord;
      /** Set for a ban of a candidate, and when one is lifted. */
      readonly standing?: Standing;
    }
  | { readonly type: 'search.stopped'; readonly reason: StopReason }
  | {
      readonly type: 'candidate.tested';
      readonly candidate: CandidateId;
      readonly split: Split;
      readonly result: StageResult;
      /** What the evaluator's calls of a model took; absent where it asked none. */
      readonly cost?: Cost;
      readonly measured: MeasuredTest;
    }
  | { readonly type: 'run.finished'; readonly reason: StopReason; readonly measured: Measured }
  | {
      readonly type: 'run.started';
      readonly workers: number;
      readonly sandbox: string;
      readonly version: string;
      /** What the task was found by, so that resume finds it again: a built-in name or a folder; null for one made in code. */
      readonly taskSource: string | null;
      /** Slots that were in flight when the run was last interrupted, and are evaluated again. */
      readonly repeatedSlots: readonly number[];
    }
  | { readonly type: 'run.paused'; readonly reason: string; readonly measured: Measured }
  | {
      /** A call that was in flight when the run was killed: nobody knows whether it was billed, so it counts as reserved. */
      readonly type: 'call.lost';
      readonly slot: number;
      readonly purpose: string;
      readonly model: string;
      readonly cost: Cost;
    }
  | { readonly type: 'fault.recorded'; readonly slot: number | null; readonly code: string; readonly message: string };

export type EventType = Event['type'];

/** The two ways in which a candidate's slot ends. */
export type SlotEnd = Extract<Event, { type: 'candidate.rejected' | 'candidate.evaluated' }>;

/** Events about the machine rather than the search: they are logged, but two equal runs may differ in them. */
const OPERATIONAL: ReadonlySet<EventType> = new Set(['run.started', 'run.paused', 'call.lost', 'fault.recorded']);

/** Whether an event counts for the log hash. */
export function isSemantic(event: Pick<Event, 'type'>): boolean {
  return !OPERATIONAL.has(event.type);
}
