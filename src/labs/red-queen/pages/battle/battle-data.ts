import type { Battle } from '../../mars/battle.ts';

/** What a replay file holds besides its script. All names come from strangers. */
export interface BattleData {
  readonly battle: Battle;
  /** What to call each warrior: the name of its file or run. */
  readonly names: readonly string[];
  /** Title of the rules. */
  readonly hill: string;
  readonly seed: number;
}
