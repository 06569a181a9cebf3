/**
 * Programs that a model sees beside the parent: some that show what is known, some that show what is best.
 *
 * `archive` of them are, in this order: the best member of the run if it stands on the parent's island; ⌊archive ·
 * eliteShare⌋ of the island's best; and members of the island drawn at random. `top` more are the island's best that are
 * not shown yet. All come from the parent's island, so islands stay apart. They are handed out worst first, because
 * models follow what stands last most closely.
 *
 * Source: inspirations of ShinkaEvolve, R. T. Lange, Y. Imajuku, E. Cetin 2025, arXiv 2509.19349, published code.
 */
import { z } from 'zod';
import type { Member } from '../../core/candidate.ts';
import type { InspirationSelector } from '../../core/novelty.ts';
import { byRank } from '../selection/ranking.ts';

export const archiveAndTopOptions = z.strictObject({
  /** 0 … 100. */
  archive: z.int().min(0).max(100).default(1),
  /** 0 … 100. */
  top: z.int().min(0).max(100).default(1),
  /** Share of the `archive` ones that are elites, 0 … 1. */
  eliteShare: z.number().min(0).max(1).default(0.3),
});

export function archiveAndTop(options: z.input<typeof archiveAndTopOptions> = {}): InspirationSelector {
  const { archive, top, eliteShare } = archiveAndTopOptions.parse(options);
  return {
    name: 'archive-and-top',
    select(parent, { members }, best, count, random) {
      const ranked = members.filter(({ id }) => id !== parent.id).sort(byRank);
      const chosen = new Set<Member>();
      const take = (candidates: readonly Member[], limit: number): void => {
        for (const member of candidates) if (chosen.size < limit) chosen.add(member);
      };
      const fromArchive = Math.min(archive, count);
      take(
        ranked.filter(({ id }) => id === best?.id),
        fromArchive,
      );
      take(ranked.slice(0, Math.floor(archive * eliteShare)), fromArchive);
      take(random.shuffle(ranked), fromArchive);
      take(ranked, Math.min(chosen.size + top, count));
      return [...chosen].sort((a, b) => byRank(b, a));
    },
  };
}
