/**
 * Arms that remember earlier runs: each starts with a discounted weight w_i, reward r_i and compute c_i instead of zero,
 * and forgets them as it forgets its own oldest slots (`discount.ts`). After n finished slots of its own that is
 *
 *   weight_i + γⁿ·w_i,   reward_i + γⁿ·r_i,   compute_i + γⁿ·c_i·C
 *
 * c_i counts multiples of a mean slot, because steps of different tasks cannot be compared; C is the mean compute of a
 * slot of this run so far, over all arms, and 1 while nothing was used. Adding the prior when an arm is read, rather than
 * storing it in the arm, gives the same numbers and leaves the log with what this run measured itself.
 */
import { z } from 'zod';
import type { Arm } from '../../core/search.ts';

export const priorsOption = z
  .record(
    z.string(),
    z
      .strictObject({
        /** Slots that it is worth, ≥ 0. */
        weight: z.number().min(0).max(1e6),
        /** Their reward, 0 … weight. */
        reward: z.number().min(0),
        /** Their compute in multiples of a mean slot, ≥ 0. */
        compute: z.number().min(0).max(1e9),
      })
      .refine(({ reward, weight }) => reward <= weight, { message: 'expected reward to be at most weight' }),
  )
  .optional();

export type Priors = z.output<typeof priorsOption>;

/** What is left of an arm's prior, in the units of this run. */
export type PriorLeft = Pick<Arm, 'weight' | 'reward' | 'compute'>;

const NOTHING: PriorLeft = { weight: 0, reward: 0, compute: 0 };

/** γⁿ of each arm's prior, in the order of the arms; zeros where there is none. */
export function priorsLeft(arms: readonly Arm[], priors: Priors, discount: number): PriorLeft[] {
  const unit = meanSlot(arms);
  return arms.map(({ operator, closed }) => {
    const prior = priors !== undefined && Object.hasOwn(priors, operator) ? priors[operator] : undefined;
    if (prior === undefined) return NOTHING;
    const left = discount ** closed;
    return { weight: left * prior.weight, reward: left * prior.reward, compute: left * prior.compute * unit };
  });
}

/** The arms as an allocator should see them. */
export function withPriors(arms: readonly Arm[], priors: Priors, discount: number): readonly Arm[] {
  if (priors === undefined) return arms;
  const left = priorsLeft(arms, priors, discount);
  return arms.map((arm, index) => {
    const { weight, reward, compute } = left[index] as PriorLeft;
    if (weight === 0) return arm;
    return { ...arm, weight: arm.weight + weight, reward: arm.reward + reward, compute: arm.compute + compute };
  });
}

function meanSlot(arms: readonly Arm[]): number {
  let compute = 0;
  let weight = 0;
  for (const arm of arms) {
    compute += arm.compute;
    weight += arm.weight;
  }
  return compute > 0 ? compute / weight : 1;
}
