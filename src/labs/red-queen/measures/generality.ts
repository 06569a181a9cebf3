import { type Key, randomFrom, subKey } from '../../../base/random.ts';
import { mean, quantile } from '../../../base/statistics.ts';
import type { Engine } from '../mars/battle.ts';
import type { Rules } from '../mars/rules.ts';
import type { Warrior } from '../mars/warrior.ts';
import { type Pairing, pairUp, pointsOf } from './payoff.ts';

/** How a warrior does against a benchmark set that the search never met. */
export interface Generality {
  /** Mean points of 300 over the set, and its 95 % bootstrap interval over placements. */
  readonly points: number;
  readonly interval: readonly [number, number];
  /** Share of opponents with more wins than losses. */
  readonly beaten: number;
  /** Share of opponents with at least as many wins as losses. */
  readonly beatenOrTied: number;
  /** For each opponent, in order. */
  readonly pairings: readonly Pairing[];
}

const RESAMPLES = 1_000;

/**
 * Fights every warrior of a set at `rounds` placements drawn from the key. Use ten or more: with two, estimates have
 * come out five times too high. The interval resamples placements within each opponent, so it speaks of this set, not
 * of all warriors.
 *
 * Source: Digital Red Queen (arXiv 2601.03335), generality; B. Efron, "Bootstrap methods", Annals of Statistics 7, 1979.
 */
export function generality(
  engine: Engine,
  warrior: Warrior,
  set: readonly Warrior[],
  rules: Rules,
  rounds: number,
  key: Key,
): Generality {
  const pairings = set.map((other, index) => pairUp(engine, [warrior, other], rules, rounds, subKey(key, index)));
  const share = (isCounted: (pairing: Pairing) => boolean): number =>
    pairings.filter(isCounted).length / pairings.length;
  return {
    points: meanPoints(pairings.map(({ roundPoints }) => roundPoints)),
    interval: intervalOf(pairings, subKey(key, 'bootstrap')),
    beaten: share(({ wins, losses }) => wins > losses),
    beatenOrTied: share(({ wins, losses }) => wins >= losses),
    pairings,
  };
}

function intervalOf(pairings: readonly Pairing[], key: Key): [number, number] {
  const random = randomFrom(key);
  const drawn = Array.from({ length: RESAMPLES }, () =>
    meanPoints(pairings.map(({ roundPoints }) => roundPoints.map(() => random.pick(roundPoints)))),
  );
  return [quantile(drawn, 0.025), quantile(drawn, 0.975)];
}

function meanPoints(rounds: readonly (readonly number[])[]): number {
  return mean(rounds.map((roundPoints) => pointsOf({ roundPoints })));
}
