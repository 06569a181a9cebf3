/**
 * Rank selection with a heavy tail: p(rank) ∝ rank^−exponent, rank 1 the best. Exponent 0 is uniform, 1 is Zipf's law, and
 * large ones approach best-first. Ranks make it independent of the scale of merits. O(n log n).
 *
 * Source: `power_law` parent sampling of ShinkaEvolve, R. T. Lange, Y. Imajuku, E. Cetin 2025, arXiv 2509.19349.
 */
import { z } from 'zod';
import type { Selector } from '../../core/search.ts';
import { byRank } from './ranking.ts';

export const powerLawOptions = z.strictObject({
  /** 0 … 100. */
  exponent: z.number().min(0).max(100).default(1),
});

export function powerLaw(options: z.input<typeof powerLawOptions> = {}): Selector {
  const { exponent } = powerLawOptions.parse(options);
  return {
    name: 'power-law',
    select(members, random) {
      const ranked = [...members].sort(byRank);
      return random.pickWeighted(
        ranked,
        ranked.map((_, index) => (index + 1) ** -exponent),
      );
    },
  };
}
