/**
 * Area under an anytime curve over the logarithm of cost: the mean of the curve when every doubling of the budget counts
 * the same. Between `from` and `to`:
 *
 *   area = ∫ merit(c) d ln c / ln(to / from)
 *
 * exact for a step function. Before its first step the curve has the value `start`. The result is in the unit of merit.
 * It is the usual summary of anytime performance: M. López-Ibáñez, T. Stützle, "Automatically improving the anytime
 * behaviour of optimisation algorithms", European Journal of Operational Research 235, 2014, here with one objective.
 */
import type { AnytimeCurve } from './compute-to-target.ts';

export function areaUnderCurve(
  curve: AnytimeCurve,
  range: { readonly from: number; readonly to: number },
  start: number,
): number {
  const { from, to } = range;
  let area = 0;
  let at = from;
  let value = start;
  for (const [index, cost] of curve.cost.entries()) {
    if (cost >= to) break;
    if (cost > at) {
      area += value * Math.log(cost / at);
      at = cost;
    }
    value = curve.merit[index] as number;
  }
  area += value * Math.log(to / at);
  return area / Math.log(to / from);
}
