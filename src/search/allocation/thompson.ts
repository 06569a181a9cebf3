/**
 * Thompson sampling: draw a plausible mean reward for each arm, choose the largest per unit of compute.
 *
 *   θ_i ~ Beta(a + reward_i, b + weight_i − reward_i),   choose argmax θ_i / meanCompute_i
 *
 * Rewards in 0 … 1 count as fractions of a success. With a discount below 1 the posterior never gets sharper than about
 * 1 / (1 − γ) slots allow, which keeps it ready for change.
 *
 * Sources: W. R. Thompson 1933; S. Agrawal, N. Goyal, "Analysis of Thompson sampling for the multi-armed bandit problem",
 * COLT 2012; discounted: V. Raj, S. Kalyani, "Taming non-stationary bandits", 2017, arXiv 1707.09727; per unit of cost:
 * Y. Xia et al., "Thompson sampling for budgeted multi-armed bandits", IJCAI 2015.
 */
import { z } from 'zod';
import type { Allocator } from '../../core/search.ts';
import { betaDraw } from './beta-draw.ts';
import { creditArm, discountOption } from './discount.ts';
import { exploring, floorOption, indexOfMax } from './exploring.ts';
import { meanComputes } from './mean-compute.ts';
import { priorsOption, withPriors } from './priors.ts';

export const thompsonOptions = z.strictObject({
  discount: discountOption.default(0.995),
  /** Prior successes a, above 0. */
  successes: z.number().positive().default(1),
  /** Prior failures b, above 0; the default expects one slot in six to pay, since most proposals fail. */
  failures: z.number().positive().default(5),
  floor: floorOption,
  /** What earlier runs say of each operator, by name. */
  priors: priorsOption,
});

export function thompson(options: z.input<typeof thompsonOptions> = {}): Allocator {
  const { discount, successes, failures, floor, priors } = thompsonOptions.parse(options);
  return {
    name: 'thompson',
    choose: (arms, random) =>
      exploring(arms, floor, random, () => {
        const known = withPriors(arms, priors, discount);
        const computes = meanComputes(known);
        const values = known.map((arm, index) => {
          // Rounding can leave a hair below zero.
          const missed = Math.max(arm.weight - arm.reward, 0);
          return betaDraw(successes + arm.reward, failures + missed, random) / (computes[index] as number);
        });
        return indexOfMax(values);
      }),
    credit: (arm, outcome) => creditArm(arm, outcome, discount),
  };
}
