/**
 * Threshold accepting: a child enters unless it lost more than a fixed tolerance against its parent.
 *
 *   accept  ⇔  loss ≤ tolerance,   loss in units of `scale` (see `merit-scale.ts`)
 *
 * Source: G. Dueck, T. Scheuer, "Threshold accepting: a general purpose optimization algorithm appearing superior to
 * simulated annealing", Journal of Computational Physics 90, 1990.
 */
import { z } from 'zod';
import type { Acceptance } from '../../core/search.ts';
import { meritScale, scaledLoss } from './merit-scale.ts';

export const thresholdOptions = z.strictObject({
  /** Largest loss that is let through, ≥ 0. */
  tolerance: z.number().min(0).default(0.01),
  scale: meritScale,
});

export function threshold(options: z.input<typeof thresholdOptions> = {}): Acceptance {
  const { tolerance, scale } = thresholdOptions.parse(options);
  return {
    name: 'threshold',
    accept: (child, parent) => parent === null || scaledLoss(child, parent, scale) <= tolerance,
  };
}
