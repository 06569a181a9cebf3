import type { Rules } from './rules.ts';
import type { Warrior } from './warrior.ts';

/** The most warriors that one core takes. */
export const MAXIMUM_WARRIORS = 64;

/**
 * When a round is over.
 *
 * - `one-left`: one warrior is left (none, if it fought alone), or every living warrior has had `rules.cycles` turns.
 * - `none-left`: all are dead, or every living warrior has had `rules.cycles` turns: the last survivor goes on alone, as
 *   in Digital Red Queen (arXiv 2601.03335), where it may still die.
 * - `pmars`: as `one-left`, but counted as pMARS 0.9.2 counts: each death takes one instruction more off the round than
 *   the dead warrior's turns, so with three or more warriors the last turn of a survivor may be missing.
 */
export type Ending = 'one-left' | 'none-left' | 'pmars';

/** How one round begins. */
export interface Round {
  /** For each warrior the address of its first instruction, 0 .. coreSize − 1. Warriors must not overlap. */
  readonly positions: readonly number[];
  /** Index of the warrior that moves first; the others follow in the order of their indices. */
  readonly starter: number;
}

/** Warriors, rules and rounds: everything that decides a result. P-spaces begin empty and last through all rounds. */
export interface Battle {
  /** 1 .. MAXIMUM_WARRIORS warriors. */
  readonly warriors: readonly Warrior[];
  /** `cycles` × warriors must be below 2³¹. */
  readonly rules: Rules;
  readonly rounds: readonly Round[];
  readonly ending: Ending;
  /** Whether to count `covered`, which costs a few per cent of speed. */
  readonly countsCoverage: boolean;
}

/** What happened in one round; every list has one entry for each warrior. All counts are exact. */
export interface RoundResult {
  /** The turn in which a warrior lost its last process (1 = its first instruction), or null if it survived. */
  readonly deaths: readonly (number | null)[];
  /** Instructions that a warrior executed, the fatal one included. */
  readonly executed: readonly number[];
  /** Processes that a warrior spawned: SPL instructions below its process limit. Digital Red Queen's `tsp`. */
  readonly spawned: readonly number[];
  /**
   * Distinct addresses that were ever put into a warrior's process queue, its start not counted unless it comes back.
   * Digital Red Queen's `mc`. All zero unless the battle asks for it.
   */
  readonly covered: readonly number[];
}

/** One result for each round. */
export interface BattleResult {
  readonly rounds: readonly RoundResult[];
  /** Instructions executed by all warriors in all rounds: the compute that a battle cost. */
  readonly instructions: number;
}

/** All that a round leaves behind, in numbers: two engines that agree on it agree on everything. */
export interface CoreState {
  /** One code for each cell (see `encodeInstruction`). */
  readonly codes: Uint16Array;
  readonly aValues: Uint16Array;
  readonly bValues: Uint16Array;
  /** For each warrior its processes, the next to run first. */
  readonly processes: readonly (readonly number[])[];
  /** For each warrior its p-space as it sees it; cell 0 holds how its last round ended. */
  readonly pSpaces: readonly (readonly number[])[];
}

/** A simulator. It holds one core at a time and is used again and again; results depend on the battle alone. */
export interface Engine {
  readonly name: string;
  /** @throws KaizenError KAIZEN_BATTLE_INVALID when a battle breaks a limit that its types cannot express. */
  fight(battle: Battle): BattleResult;
  /** The state that the last round of the last battle left behind. */
  state(): CoreState;
}
