/**
 * Given probabilities that nothing changes: p_i ∝ weight of operator i. Without weights all operators are equally likely;
 * with weights, an operator that has none is never chosen. The baseline that a learning allocator has to beat.
 */
import { z } from 'zod';
import { KaizenError } from '../../base/errors.ts';
import type { Allocator } from '../../core/search.ts';
import { creditArm } from './discount.ts';

export const fixedOptions = z.strictObject({
  /** Weight ≥ 0 by operator name. */
  weights: z.record(z.string(), z.number().min(0)).optional(),
});

/** `choose` throws KAIZEN_WEIGHTS_EMPTY when no operator of the run has a weight above 0. */
export function fixed(options: z.input<typeof fixedOptions> = {}): Allocator {
  const { weights } = fixedOptions.parse(options);
  const weightOf = weights === undefined ? undefined : new Map(Object.entries(weights));
  return {
    name: 'fixed',
    choose(arms, random) {
      const indices = arms.map((_, index) => index);
      if (weightOf === undefined) return random.pick(indices);
      const shares = arms.map(({ operator }) => weightOf.get(operator) ?? 0);
      if (!shares.some((share) => share > 0)) {
        throw new KaizenError('KAIZEN_WEIGHTS_EMPTY', 'No operator of this run has a weight above 0.', {
          wanted: `a weight for one of: ${arms.map(({ operator }) => operator).join(', ')}`,
          got: `weights for: ${[...weightOf.keys()].join(', ') || 'none'}`,
          next: 'Correct the names in the weights of the fixed allocator, or leave the weights out.',
        });
      }
      return random.pickWeighted(indices, shares);
    },
    // Never used to choose; kept so that reports can show what each operator earned.
    credit: (arm, outcome) => creditArm(arm, outcome, 1),
  };
}
