/**
 * What a learning allocator starts from instead of zero: the mean reward and compute of each operator's earlier slots,
 * with the weight of
 *
 *   w_i = min(ρ · trials_i, W)
 *
 * slots. A slot of another run, and perhaps of another task, is worth ρ of an own one, and however long the earlier runs
 * were, W slots of this run's own outweigh them: transfer that misleads costs little.
 */
import type { OperatorEvidence } from '../../core/experience.ts';
import type { Priors } from '../allocation/priors.ts';

/** ρ */
const WORTH_OF_A_SLOT = 0.1;
/** W */
const MAXIMUM_WEIGHT = 50;

export function operatorPriors(
  operators: readonly string[],
  evidence: readonly OperatorEvidence[],
): NonNullable<Priors> {
  const priors: NonNullable<Priors> = {};
  for (const { operator, trials, gain, compute } of evidence) {
    if (trials === 0 || !operators.includes(operator)) continue;
    const weight = Math.min(WORTH_OF_A_SLOT * trials, MAXIMUM_WEIGHT);
    // Rounding must not leave more reward than weight.
    priors[operator] = {
      weight,
      reward: Math.min((weight * gain) / trials, weight),
      compute: (weight * compute) / trials,
    };
  }
  return priors;
}
