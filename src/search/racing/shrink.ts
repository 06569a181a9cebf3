import { mean } from '../../base/statistics.ts';
import type { PopulationSpread, WithinSpread } from '../../core/noise.ts';

/** With fewer candidates, or repeats beyond the first of each, a prior would be a guess. */
const LEAST_WEIGHT = 4;
const LEAST_DEGREES = 4;

/** A spread of true merits that cannot be seen in the noise may still be there: shrinkage stays limited. */
const LEAST_SPREAD = 0.1;

/**
 * What a candidate is held to be worth: its mean, shrunk towards the population it came from, more so the fewer repeats it
 * has. Empirical Bayes for a normal mean (Efron & Morris 1975):
 *
 *   merit = μ + τ² / (τ² + σ²/n) · (x̄ − μ)
 *
 * σ² is the variance of repeats pooled over candidates; μ and τ² + σ²·E[1/n] are the mean and variance of candidates'
 * means, discounted so that they follow the search. τ² is taken as at least σ²/10.
 *
 * The best of many draws is lucky on average: this is what it is expected to be worth, so a newcomer with a few repeats
 * does not displace a best with many by luck alone. Candidates with equally many repeats keep their order.
 */
export function shrunkMerit(merits: readonly number[], within: WithinSpread, population: PopulationSpread): number {
  const own = mean(merits);
  if (within.degrees < LEAST_DEGREES || population.weight < LEAST_WEIGHT) return own;
  const noise = within.squares / within.degrees;
  if (noise === 0) return own;
  const { weight, squares, reciprocals } = population;
  const spread = Math.max(squares / weight - (noise * reciprocals) / weight, noise * LEAST_SPREAD);
  return population.mean + (spread / (spread + noise / merits.length)) * (own - population.mean);
}
