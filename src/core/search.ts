import type { Random } from '../base/random.ts';
import type { CandidateId, Member } from './candidate.ts';
import type { Region } from './region.ts';

/** Draws one parent. `members` is never empty. Contract: `testing/conformance/selector.ts`. */
export interface Selector {
  readonly name: string;
  /** `seeds`: it is given the seed programs instead of the island's members. */
  readonly scope?: 'island' | 'seeds';
  select(members: readonly Member[], random: Random): Member;
}

/** Whether a child may enter the archive at all. `parent` is null for seed programs. */
export interface Acceptance {
  readonly name: string;
  accept(child: Member, parent: Member | null, random: Random): boolean;
}

/** A candidate that moves to, or is copied into, another island. */
export interface Migration {
  readonly candidate: CandidateId;
  readonly from: number;
  readonly to: number;
  /** It leaves the island that it came from once the other one has taken it in; a copy stays where this is not set. */
  readonly moves?: true;
}

/** An island that is emptied and starts again from a copy of a member of another one. */
export interface IslandReset {
  readonly island: number;
  readonly founder: CandidateId;
  /** The founder's island, which is never reset at the same time. */
  readonly from: number;
}

/** How the population is divided. One island is the plain case. */
export interface Islands {
  readonly name: string;
  readonly count: number;
  /** The island whose member is edited in this slot. Empty islands are never chosen while another has members. */
  choose(regions: readonly Region[], random: Random, slot: number): number;
  /** Migrations due after `committed` slots; each arrival then passes the receiving island's archive rule. */
  migrate(regions: readonly Region[], committed: number, random: Random): readonly Migration[];
  /** Resets due after `committed` slots. Asked before `migrate`, so that migrants reach the new population. */
  reset(regions: readonly Region[], committed: number, random: Random): readonly IslandReset[];
}

/** What an allocator knows about one operator: plain numbers, carried by events. */
export interface Arm {
  readonly operator: string;
  /** Slots given to it, finished or not. */
  readonly opened: number;
  /** Slots finished. */
  readonly closed: number;
  /** Discounted count, reward and compute of finished slots. */
  readonly weight: number;
  readonly reward: number;
  readonly compute: number;
  /**
   * Natural logarithm of the discounted Σ (e^gain − 1) of finished slots: sums of exponentials do not fit a number.
   * Absent while nothing was gained, and for allocators that do not look at gains.
   */
  readonly logGain?: number;
}

/** How one finished slot went, for credit. */
export interface SlotCredit {
  /** 0..1: see `search/allocation/reward.ts`. A rejected or failed child earns 0. */
  readonly reward: number;
  /** Compute used, in the run's unit, ≥ 0. */
  readonly compute: number;
  /**
   * By how much the child's merit passed max(parent, best seed program), ≥ 0; 0 for a rejected or failed child. Where it
   * is left out, `reward` stands for it.
   */
  readonly gain?: number;
}

/** Gives the next slot to an operator, and updates an arm when a slot ends. Stateless over `Arm` values. */
export interface Allocator {
  readonly name: string;
  /** Index of the chosen arm; `arms` is never empty. */
  choose(arms: readonly Arm[], random: Random): number;
  credit(arm: Arm, outcome: SlotCredit): Arm;
}

export function newArm(operator: string): Arm {
  return { operator, opened: 0, closed: 0, weight: 0, reward: 0, compute: 0 };
}
