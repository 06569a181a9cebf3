import { z } from 'zod';
import type { Random } from '../../base/random.ts';
import type { Arm } from '../../core/search.ts';

/** Smallest probability of each arm, 0 … 0.5; with so many arms that it cannot be given, all are equally likely. */
export const floorOption = z.number().min(0).max(0.5).default(0.02);

/**
 * What every learning allocator does around its own rule: arms that were never opened come first, in order; then each arm
 * is guaranteed the probability `floor`, so that no operator starves on an early run of bad luck.
 */
export function exploring(arms: readonly Arm[], floor: number, random: Random, exploit: () => number): number {
  const unseen = arms.findIndex((arm) => arm.opened === 0);
  if (unseen >= 0) return unseen;
  return random.chance(floor * arms.length) ? random.integer(arms.length) : exploit();
}

/** Index of the largest value, the first of equals. */
export function indexOfMax(values: readonly number[]): number {
  let best = 0;
  for (let index = 1; index < values.length; index++) {
    if ((values[index] as number) > (values[best] as number)) best = index;
  }
  return best;
}
