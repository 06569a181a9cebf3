/**
 * Compute to target: the total cost at which a run first reaches a merit.
 *
 * The *compute ratio* of a pair of runs (a, b) is cost_b(τ) / cost_a(τ) for the best merit τ that both reached in the end,
 * τ = min(final a, final b). Above 1, run a needed less. Where a is better in the end, τ is the final result of b, so the
 * ratio says with how much less compute a reached the result of b; and the other way round. Both costs exist for every
 * pair, so nothing is censored, and exchanging the runs gives the reciprocal: under the null hypothesis that the arms do
 * not differ, the logarithm is symmetric about 0. Where one run never got beyond the seed program's merit, which took no
 * compute, and the other did, the ratio is the bound that this leaves: whole cost of the one / cost of the other's first
 * improvement. Where neither got beyond it, the ratio is 1.
 *
 * The *expected running time* is the mean cost until success of an arm that is restarted until it succeeds:
 * ERT(τ) = Σ cost spent up to τ, or up to the end where τ was not reached, / number of runs that reached τ.
 *
 * Sources: N. Hansen, A. Auger, R. Ros, O. Mersmann, T. Tušar, D. Brockhoff, "COCO: a platform for comparing continuous
 * optimizers in a black-box setting", Optimization Methods and Software 36, 2021; A. Auger, N. Hansen, "Performance
 * evaluation of an advanced local search evolutionary algorithm", CEC 2005.
 */

/** Merit as a step function of total cost: `merit` holds from `cost` on. Costs rise; both are finite. */
export interface AnytimeCurve {
  readonly cost: readonly number[];
  readonly merit: readonly number[];
  /** Cost at the end of the run. */
  readonly end: number;
}

/** The cost at which the curve first is at least as good as `target`; null when it never is. */
export function costToTarget({ cost, merit }: AnytimeCurve, target: number): number | null {
  const index = merit.findIndex((value) => value >= target);
  return index < 0 ? null : (cost[index] as number);
}

/** The merit at a cost: that of the last step up to it; null before the first. */
export function meritAt({ cost, merit }: AnytimeCurve, at: number): number | null {
  const index = cost.findLastIndex((value) => value <= at);
  return index < 0 ? null : (merit[index] as number);
}

/** `start` is the seed program's merit, which is common to both runs. Positive when `a` needed less than `b`. */
export function logComputeRatio(a: AnytimeCurve, b: AnytimeCurve, start: number): number {
  const finals = [a.merit.at(-1) as number, b.merit.at(-1) as number] as const;
  const target = Math.min(...finals);
  if (Math.max(...finals) <= start) return 0;
  if (target <= start) return finals[0] > start ? logOfBound(a, b, start) : -logOfBound(b, a, start);
  return Math.log(costToTarget(b, target) as number) - Math.log(costToTarget(a, target) as number);
}

/** `a` improved on the seed program, `b` did not with all that it had. */
function logOfBound(a: AnytimeCurve, b: AnytimeCurve, start: number): number {
  const first = a.cost[a.merit.findIndex((merit) => merit > start)] as number;
  return Math.log(b.end) - Math.log(first);
}

/** In the unit of cost; null when no run reached the target. */
export function expectedRunningTime(curves: readonly AnytimeCurve[], target: number): number | null {
  let successes = 0;
  let spent = 0;
  for (const curve of curves) {
    const hit = costToTarget(curve, target);
    if (hit !== null) successes += 1;
    spent += hit ?? curve.end;
  }
  return successes === 0 ? null : spent / successes;
}
