import { addCost, ZERO_COST } from '../../../core/cost.ts';
import type { ChampionPoint, RunCurve } from '../../../study/run-curve.ts';

/** Candidates of later rounds are numbered on from here, so that each point of a chain has a number of its own. */
const ROUND_STRIDE = 10_000_000;

/**
 * The course of a chain of rounds as if it were one run: costs go on from round to round. The champion of a round is known
 * before the next one begins, so what a round makes of its seed programs counts only once all of them were scored.
 */
export function chainCurve(rounds: readonly RunCurve[], seed: number): RunCurve {
  let cost = ZERO_COST;
  const champions: ChampionPoint[] = [];
  for (const [index, round] of rounds.entries()) {
    const { steps } = cost;
    const first = index === 0 ? 0 : round.champions.findLastIndex(({ candidate }) => candidate < round.seedPrograms);
    for (const point of round.champions.slice(Math.max(0, first))) {
      champions.push({ ...point, cost: point.cost + steps, candidate: point.candidate + index * ROUND_STRIDE });
    }
    cost = addCost(cost, round.cost);
  }
  const begin = rounds[0] as RunCurve;
  return {
    ...begin,
    run: rounds.map(({ run }) => run).join(' '),
    seed,
    reason: rounds.some(({ reason }) => reason === 'exhausted') ? 'exhausted' : begin.reason,
    cost,
    champions,
  };
}
