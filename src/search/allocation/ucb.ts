/**
 * Upper confidence bound on the reward per unit of compute, with discounted statistics.
 *
 *   rate_i  = (reward_i / weight_i) / meanCompute_i
 *   value_i = rate_i / max_j rate_j + exploration · √(ln T / n_i)
 *   n_i = weight_i + opened_i − closed_i,   T = max(Σ_j opened_j, Σ_j n_j)
 *
 * Dividing by the best rate puts the first term in 0 … 1 whatever the unit of compute. Slots that are still open count in
 * n_i, so parallel slots spread over the arms instead of all following one estimate. An arm of which nothing finished yet
 * takes the mean rate of all. Ties go to the first arm. Σ n_j is the larger sum only where arms know earlier runs
 * (`priors.ts`).
 *
 * Sources: P. Auer, N. Cesa-Bianchi, P. Fischer, "Finite-time analysis of the multiarmed bandit problem", 2002 (UCB1);
 * A. Garivier, E. Moulines, "On upper-confidence bound policies for non-stationary bandit problems", 2008, arXiv 0805.3415
 * (discounted; see `discount.ts` for what differs); reward per cost: L. Tran-Thanh et al., "Knapsack based optimal policies
 * for budget-limited multi-armed bandits", AAAI 2012.
 */
import { z } from 'zod';
import type { Allocator, Arm } from '../../core/search.ts';
import { creditArm, discountOption } from './discount.ts';
import { exploring, floorOption, indexOfMax } from './exploring.ts';
import { meanComputes } from './mean-compute.ts';
import { priorsOption, withPriors } from './priors.ts';

export const ucbOptions = z.strictObject({
  discount: discountOption.default(0.99),
  /** Weight of the confidence term, 0 … 100; UCB1 has √2. */
  exploration: z.number().min(0).max(100).default(0.25),
  floor: floorOption,
  /** What earlier runs say of each operator, by name. */
  priors: priorsOption,
});

export function ucb(options: z.input<typeof ucbOptions> = {}): Allocator {
  const { discount, exploration, floor, priors } = ucbOptions.parse(options);
  return {
    name: 'ucb',
    choose: (arms, random) =>
      exploring(arms, floor, random, () => indexOfMax(upperBounds(withPriors(arms, priors, discount), exploration))),
    credit: (arm, outcome) => creditArm(arm, outcome, discount),
  };
}

/** value_i of every arm; each arm must have been opened at least once. */
export function upperBounds(arms: readonly Arm[], exploration: number): number[] {
  const rates = relativeRates(arms);
  const counts = arms.map((arm) => arm.weight + arm.opened - arm.closed);
  let opened = 0;
  let counted = 0;
  for (const [index, arm] of arms.entries()) {
    opened += arm.opened;
    counted += counts[index] as number;
  }
  const total = Math.max(opened, counted);
  return rates.map((rate, index) => rate + exploration * Math.sqrt(Math.log(total) / (counts[index] as number)));
}

/** rate_i / max rate, all 0 where nothing was earned yet. */
function relativeRates(arms: readonly Arm[]): number[] {
  const computes = meanComputes(arms);
  const rates = arms.map((arm, index) =>
    arm.weight > 0 ? arm.reward / arm.weight / (computes[index] as number) : null,
  );
  const known = rates.filter((rate) => rate !== null);
  const best = Math.max(0, ...known);
  if (best === 0) return rates.map(() => 0);
  const mean = known.reduce((sum, rate) => sum + rate, 0) / known.length;
  return rates.map((rate) => (rate ?? mean) / best);
}
