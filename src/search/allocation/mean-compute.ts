import type { Arm } from '../../core/search.ts';

/** An arm counts as at least this share of the average slot's compute, so that a free slot is cheap but not infinitely so. */
const SMALLEST_SHARE = 1e-3;

/**
 * Mean compute of a slot of each arm, always above 0. An arm without finished slots gets the mean over all arms. Where no
 * arm used any compute all get 1, so that only rewards count.
 */
export function meanComputes(arms: readonly Arm[]): number[] {
  let compute = 0;
  let weight = 0;
  for (const arm of arms) {
    compute += arm.compute;
    weight += arm.weight;
  }
  const overall = compute / weight;
  if (!(overall > 0)) return arms.map(() => 1);
  return arms.map((arm) => (arm.weight > 0 ? Math.max(arm.compute / arm.weight, overall * SMALLEST_SHARE) : overall));
}
