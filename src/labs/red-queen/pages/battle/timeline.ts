import type { RoundResult } from '../../mars/battle.ts';

/**
 * The time of a round. A position is a number of executed instructions, 0 .. total; a turn is one instruction of every
 * living warrior. Turn t is over after Σ_i min(t, d_i) instructions, where d_i is the turn in which warrior i dies
 * (infinite for a survivor): exact, because a dead warrior executes nothing more.
 */
export interface Timeline {
  /** Instructions of the whole round. */
  readonly total: number;
  /** Turns begun in the round. */
  readonly turns: number;
  /** For each warrior the turn in which it dies, or null. */
  readonly deaths: readonly (number | null)[];
  /** The position at which turn t is over, for t = 0 .. turns. */
  positionAt(turn: number): number;
  /** The turn that is over, or going on, at a position: the least t with positionAt(t) ≥ position. */
  turnAt(position: number): number;
}

export function timelineOf({ deaths, executed }: RoundResult): Timeline {
  const total = executed.reduce((sum, count) => sum + count, 0);
  const turns = Math.max(0, ...executed);
  const positionAt = (turn: number): number => {
    const instructions = deaths.reduce<number>((sum, death) => sum + Math.min(turn, death ?? turn), 0);
    return Math.min(total, instructions);
  };
  const turnAt = (position: number): number => {
    let [below, reached] = [-1, turns];
    while (reached - below > 1) {
      const middle = (below + reached) >> 1;
      if (positionAt(middle) >= position) reached = middle;
      else below = middle;
    }
    return reached;
  };
  return { total, turns, deaths, positionAt, turnAt };
}
