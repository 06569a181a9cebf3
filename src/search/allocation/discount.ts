/**
 * Statistics of an arm that forget. Each finished slot of the arm multiplies what was known by the discount γ:
 *
 *   weight ← γ·weight + 1,   reward ← γ·reward + r,   compute ← γ·compute + c
 *
 * so an arm remembers about 1 / (1 − γ) slots, and γ = 1 forgets nothing. The published rule (D-UCB, A. Garivier,
 * E. Moulines 2008, arXiv 0805.3415) discounts every arm at every step; here an arm ages with its own slots only, because
 * it is the only one that a finished slot changes. An arm that is not chosen keeps its estimate, and `floor` sees to it
 * that the estimate is renewed.
 */
import { z } from 'zod';
import type { Arm, SlotCredit } from '../../core/search.ts';

/** γ, above 0 and at most 1. */
export const discountOption = z.number().positive().max(1);

export function creditArm(arm: Arm, credit: SlotCredit, discount: number): Arm {
  return {
    ...arm,
    closed: arm.closed + 1,
    weight: discount * arm.weight + 1,
    reward: discount * arm.reward + Math.min(Math.max(credit.reward, 0), 1),
    compute: discount * arm.compute + Math.max(credit.compute, 0),
  };
}
