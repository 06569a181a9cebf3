/**
 * Beam of one: a member is edited until it has `width` children, then the best member of that time takes its turn.
 *
 * Nothing but the members is looked at: who has some children but fewer than `width` is the one at work (of several, the
 * one nearest to done); where nobody is, the best begins, and goes on as long as nobody better comes. Children count when
 * they are committed, so with slots in flight a member may get a few more. O(n).
 *
 * Source: `beam_search` parent sampling of ShinkaEvolve, R. T. Lange, Y. Imajuku, E. Cetin 2025, arXiv 2509.19349.
 */
import { z } from 'zod';
import type { Selector } from '../../core/search.ts';
import { bestOf } from './ranking.ts';

export const beamOptions = z.strictObject({
  /** Children of each parent, 1 … 100 000. */
  width: z.int().min(1).max(100_000).default(5),
});

export function beam(options: z.input<typeof beamOptions> = {}): Selector {
  const { width } = beamOptions.parse(options);
  return {
    name: 'beam',
    select(members) {
      let most = 0;
      for (const { children } of members) if (children < width && children > most) most = children;
      return bestOf(most > 0 ? members.filter(({ children }) => children === most) : members);
    },
  };
}
