import { mean } from '../../../base/statistics.ts';
import type { RoundResult } from '../mars/battle.ts';
import { survivalShares } from '../mars/score.ts';
import { pointsOfRound } from '../measures/payoff.ts';

/** What a hill gives for a win in a round. */
const WIN = 3;

/**
 * The score of the first of two warriors, 0 .. 2: (1 − w) · f + w · 2p / 3, where f is the share of life (Digital Red
 * Queen's fitness, 1 for an equal share) and p the mean points of a round (3 for a win, 1 for a tie). Points are what hills
 * count, and make a tie worth a third of a win and not half; the share says who was near to winning where points do not.
 *
 * @param weight w, 0 .. 1; 0 is the paper's fitness
 */
export function pairScore(rounds: readonly RoundResult[], cycles: number, weight: number): number {
  const share = survivalShares(rounds, cycles)[0] as number;
  return (1 - weight) * share + (weight * 2 * mean(rounds.map(pointsOfRound))) / WIN;
}
