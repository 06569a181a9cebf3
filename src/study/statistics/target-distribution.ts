/**
 * Empirical distribution of compute to target: for each cost, the share of all (run, target) pairs whose target is reached
 * by then. It aggregates over targets of every difficulty, and over tasks, without averaging scores of different units.
 *
 * Targets of a task are spaced evenly between the seed program's merit and a reference, such as the best that any arm
 * found: τᵢ = start + (reference − start) · i / n for i = 1 … n.
 *
 * Source: N. Hansen et al., "COCO", Optimization Methods and Software 36, 2021, section on runtime distributions.
 */
import { type AnytimeCurve, costToTarget } from './compute-to-target.ts';

export function targetsBetween(start: number, reference: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => start + ((reference - start) * (index + 1)) / count);
}

/** The share, 0 … 1, at each of `costs`. `problems` holds the curves of each task with the targets of that task. */
export function targetDistribution(
  problems: readonly { readonly curves: readonly AnytimeCurve[]; readonly targets: readonly number[] }[],
  costs: readonly number[],
): number[] {
  const hits: number[] = [];
  let pairs = 0;
  for (const { curves, targets } of problems) {
    for (const curve of curves) {
      for (const target of targets) {
        pairs += 1;
        const hit = costToTarget(curve, target);
        if (hit !== null) hits.push(hit);
      }
    }
  }
  return costs.map((cost) => hits.filter((hit) => hit <= cost).length / Math.max(1, pairs));
}
