/**
 * Metropolis rule: a child that is not worse always enters, a worse one sometimes.
 *
 *   P(accept) = exp(−loss / T),   loss in units of `scale` (see `merit-scale.ts`)
 *   T(n) = temperature · (finalTemperature / temperature)^min(n / horizon, 1),   n = number of the child's slot
 *
 * Candidates are numbered by slot, so the cooling needs no state. Without `finalTemperature` T stays constant.
 *
 * Sources: N. Metropolis et al., "Equation of state calculations by fast computing machines", 1953; S. Kirkpatrick,
 * C. D. Gelatt, M. P. Vecchi, "Optimization by simulated annealing", Science 220, 1983 (geometric cooling).
 */
import { z } from 'zod';
import type { Acceptance } from '../../core/search.ts';
import { meritScale, scaledLoss } from './merit-scale.ts';

export const annealingOptions = z.strictObject({
  /** T at slot 0, in units of `scale`, > 0. */
  temperature: z.number().positive().default(0.01),
  finalTemperature: z.number().positive().optional(),
  /** Slots until the final temperature is reached. */
  horizon: z.int().min(1).default(1000),
  scale: meritScale,
});

export function annealing(options: z.input<typeof annealingOptions> = {}): Acceptance {
  const { temperature, finalTemperature = temperature, horizon, scale } = annealingOptions.parse(options);
  return {
    name: 'annealing',
    accept(child, parent, random) {
      if (parent === null) return true;
      const loss = scaledLoss(child, parent, scale);
      if (loss <= 0) return true;
      const current = temperature * (finalTemperature / temperature) ** Math.min(child.id / horizon, 1);
      return random.chance(Math.exp(-loss / current));
    },
  };
}
