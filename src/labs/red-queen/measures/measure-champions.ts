import { type Key, subKey } from '../../../base/random.ts';
import type { Engine } from '../mars/battle.ts';
import type { Rules } from '../mars/rules.ts';
import type { Warrior } from '../mars/warrior.ts';
import { type Generality, generality } from './generality.ts';
import { type Pairing, type PayoffCache, payoffMatrix, winShares } from './payoff.ts';
import { eloRatings } from './rating.ts';

export interface MeasureOptions {
  readonly rules: Rules;
  readonly benchmark: readonly Warrior[];
  /** Placements of each pair. */
  readonly placements: number;
  readonly key: Key;
  readonly cache: PayoffCache;
}

/** How champions do against a benchmark set and against each other; all lists in their order. */
export interface ChampionsMeasured {
  readonly generalities: readonly Generality[];
  readonly matrix: readonly (readonly (Pairing | null)[])[];
  readonly elo: readonly number[];
}

export function measureChampions(
  engine: Engine,
  champions: readonly Warrior[],
  { rules, benchmark, placements, key, cache }: MeasureOptions,
): ChampionsMeasured {
  const matrix = payoffMatrix(engine, champions, rules, placements, subKey(key, 'payoff'), cache);
  return {
    generalities: champions.map((warrior) => judge(engine, warrior, { rules, benchmark, placements, key })),
    matrix,
    elo: eloRatings(winShares(matrix), placements),
  };
}

/** How a warrior does against the benchmark, at the placements at which all warriors are judged. */
export function judge(
  engine: Engine,
  warrior: Warrior,
  { rules, benchmark, placements, key }: Omit<MeasureOptions, 'cache'>,
): Generality {
  return generality(engine, warrior, benchmark, rules, placements, subKey(key, 'judge'));
}
