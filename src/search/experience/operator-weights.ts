/**
 * Shares of the slots for operators, from what each earned per unit of compute in earlier runs:
 *
 *   r_i = (gain_i + k) / (r̄ · compute_i + k),   r̄ = Σ gain / Σ compute
 *   w_i = (1 − s) / n + s · r_i / Σ_j r_j
 *
 * r_i · r̄ is the posterior mean of a rate whose prior is a Gamma of mean r̄ worth k units of gain: an operator that was seldom
 * tried, or that nobody knows, stays near the mean of all, and one extreme run of luck moves little (D. Clayton,
 * J. Kaldor, "Empirical Bayes estimates of age-standardized relative risks", Biometrics 43, 1987). Half of the slots are
 * shared out equally all the same: credit for single steps undervalues operators whose children pay off later
 * (`docs/decisions/0004-equal-shares.md`), and a new task may need what the old ones did not.
 */
import type { OperatorEvidence } from '../../core/experience.ts';

/** k: improvements worth of doubt. */
const PRIOR_GAIN = 10;
/** s: the share that follows the evidence. */
const LEARNED_SHARE = 0.5;

/** Weights that sum to 1, for the `fixed` allocator; undefined where nothing was ever gained, which means equal shares. */
export function operatorWeights(
  operators: readonly string[],
  evidence: readonly OperatorEvidence[],
): Record<string, number> | undefined {
  const known = new Map(evidence.map((one) => [one.operator, one]));
  const used = operators.flatMap((operator) => known.get(operator) ?? []);
  const gain = used.reduce((sum, one) => sum + one.gain, 0);
  const compute = used.reduce((sum, one) => sum + one.compute, 0);
  if (!(gain > 0) || !(compute > 0)) return undefined;

  const mean = gain / compute;
  const rates = operators.map((operator) => {
    const one = known.get(operator);
    return ((one?.gain ?? 0) + PRIOR_GAIN) / (mean * (one?.compute ?? 0) + PRIOR_GAIN);
  });
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  const shares = rates.map((rate) => (1 - LEARNED_SHARE) / operators.length + (LEARNED_SHARE * rate) / total);
  return Object.fromEntries(operators.map((operator, index) => [operator, shares[index] as number]));
}
