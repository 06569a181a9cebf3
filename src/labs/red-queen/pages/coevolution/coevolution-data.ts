import type { Round } from '../../mars/battle.ts';
import type { Rules } from '../../mars/rules.ts';
import type { Warrior } from '../../mars/warrior.ts';

/** A warrior that can be fought on the page. All names come from strangers. */
export interface ShownWarrior {
  readonly name: string;
  readonly warrior: Warrior;
}

/** Rounds of a battle of two, from the side of the first. */
export interface Outcome {
  readonly wins: number;
  readonly ties: number;
  readonly losses: number;
}

/** An elite in its cell of the grid; indices of bins, from 0. */
export interface ShownElite {
  readonly spawned: number;
  readonly covered: number;
  /** Index of the warrior. */
  readonly warrior: number;
  readonly score: number;
}

/** One step of the line from the first program to a champion. */
export interface ShownAncestor {
  readonly run: string;
  readonly candidate: number;
  readonly operator: string;
  readonly warrior: number;
  /** On the training placements; null when it did not get as far. */
  readonly score: number | null;
  /** Instructions that differ from those of its parent; null for the first. */
  readonly changed: number | null;
}

export interface ShownRound {
  readonly run: string;
  /** Index of the warrior. */
  readonly champion: number;
  /** Points of 300 against the benchmark, with the 95 % interval over placements. */
  readonly points: number;
  readonly interval: readonly [number, number];
  readonly elo: number;
  readonly qualityDiversity: { readonly score: number; readonly coverage: number };
  /** Executed instructions. */
  readonly steps: number;
  readonly archive: readonly ShownElite[];
  /** The champion first. */
  readonly ancestry: readonly ShownAncestor[];
}

/** What the page of a coevolution holds besides its script. */
export interface CoevolutionData {
  readonly name: string;
  /** Title of the rules. */
  readonly hill: string;
  readonly rules: Rules;
  readonly seed: number;
  /** Rounds of every battle that is fought on the page. */
  readonly placements: readonly Round[];
  readonly warriors: readonly ShownWarrior[];
  readonly rounds: readonly ShownRound[];
  /** Name of the benchmark, and the indices of its warriors. */
  readonly benchmark: { readonly name: string; readonly warriors: readonly number[] };
  /** `champions[i][j]`: champion i against champion j; null between copies of one code. */
  readonly champions: readonly (readonly (Outcome | null)[])[];
  /** `judged[i][j]`: champion i against warrior j of the benchmark. */
  readonly judged: readonly (readonly Outcome[])[];
}
