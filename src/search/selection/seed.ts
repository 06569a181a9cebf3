/**
 * Always a seed program: no compounding at all. With this selector a run is the best of N independent proposals, the
 * baseline that a search has to beat at equal compute.
 *
 * A seed may have been crowded out of the archive, therefore `scope` asks for the seed programs themselves. Where no member
 * is of generation 0 the oldest one is returned. O(n).
 *
 * Source: the IID baseline of Y. Gideoni, S. Risi, Y. Gal, "Simple baselines are competitive with code evolution", 2026,
 * arXiv 2602.16805.
 */
import { z } from 'zod';
import type { Selector } from '../../core/search.ts';

export const seedOptions = z.strictObject({});

export function seed(): Selector {
  return {
    name: 'seed',
    scope: 'seeds',
    select(members, random) {
      const seeds = members.filter(({ generation }) => generation === 0);
      return seeds.length > 0 ? random.pick(seeds) : members.reduce((a, b) => (b.id < a.id ? b : a));
    },
  };
}
