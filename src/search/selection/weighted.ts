/**
 * Good members that have few children: exploitation times novelty.
 *
 *   p_i ∝ s_i · h_i,   s_i = 1 / (1 + e^−z_i),   z_i = steepness · (merit_i − m) / max(MAD, 1e−6),   h_i = 1 / (1 + children_i)
 *
 * m is the median merit and MAD the median of |merit_i − m|. Where at least half of the members are equal the MAD is 0
 * and s becomes a step at the median. Where merits differ by much less than 1e−6, s is nearly flat. O(n log n).
 *
 * Source: ShinkaEvolve, R. T. Lange, Y. Imajuku, E. Cetin 2025, arXiv 2509.19349; the division by the MAD is in the
 * published code, not in the paper.
 */
import { z } from 'zod';
import type { Member } from '../../core/candidate.ts';
import type { Selector } from '../../core/search.ts';
import { medianDeviation } from './median-deviation.ts';

const SMALLEST_SPREAD = 1e-6;

export const weightedOptions = z.strictObject({
  /** λ of the sigmoid, 0 … 1000; 0 leaves only the novelty. */
  steepness: z.number().min(0).max(1000).default(10),
});

export function weighted(options: z.input<typeof weightedOptions> = {}): Selector {
  const { steepness } = weightedOptions.parse(options);
  return {
    name: 'weighted',
    select: (members, random) => random.pickWeighted(members, selectionWeights(members, steepness)),
  };
}

/** The unnormalised p_i, in the order of `members`; never all zero, since the better half has s ≥ ½. */
export function selectionWeights(members: readonly Member[], steepness: number): number[] {
  const { median, deviation } = medianDeviation(members.map(({ merit }) => merit));
  const spread = Math.max(deviation, SMALLEST_SPREAD);
  return members.map(({ merit, children }) => {
    const exploitation = 1 / (1 + Math.exp((-steepness * (merit - median)) / spread));
    return exploitation / (1 + children);
  });
}
