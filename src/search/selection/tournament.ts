/**
 * Draws `size` members with replacement and returns the best of them. With members ranked 1 (best) … n and all different:
 *
 *   P(rank r) = ((n − r + 1)^size − (n − r)^size) / n^size
 *
 * O(size), whatever the population. Source: A. Brindle, "Genetic algorithms for function optimization", 1981; formula:
 * T. Blickle, L. Thiele, "A comparison of selection schemes used in evolutionary algorithms", 1996.
 */
import { z } from 'zod';
import type { Selector } from '../../core/search.ts';
import { byRank } from './ranking.ts';

export const tournamentOptions = z.strictObject({
  /** Entrants, 1 … 1000; 1 is uniform selection. */
  size: z.int().min(1).max(1000).default(3),
});

export function tournament(options: z.input<typeof tournamentOptions> = {}): Selector {
  const { size } = tournamentOptions.parse(options);
  return {
    name: 'tournament',
    select(members, random) {
      let winner = random.pick(members);
      for (let entrant = 1; entrant < size; entrant++) {
        const challenger = random.pick(members);
        if (byRank(challenger, winner) < 0) winner = challenger;
      }
      return winner;
    },
  };
}
