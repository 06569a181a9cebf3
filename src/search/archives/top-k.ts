/**
 * A population of at most `capacity` members. While there is room, a newcomer takes a free place; afterwards it must beat
 * the member it replaces (`isBetter`: higher merit, then smaller program):
 * - `worst`: the worst of all, i.e. truncation (μ+λ) selection with λ = 1, Schwefel 1981.
 * - `crowding`: the one that does most nearly the same, De Jong 1975 (crowding factor = population size); see
 *   `most-similar.ts`. Members that cannot be compared by descriptors or instances are replaced as under `worst`.
 * - `crowding-by-text`: the one whose program reads most alike (`most-similar-text.ts`).
 *
 * `distinct` first looks for a member that does the same: equal behaviour, or equal merit where both behaviours are
 * unknown. The two count as one place and the better keeps it, so copies cannot fill the population and of equally good
 * ones the shorter survives (parsimony). One scan per newcomer: O(capacity).
 */
import { z } from 'zod';
import type { Archive, ProgramSource } from '../../core/archive.ts';
import { isBetter, type Member } from '../../core/candidate.ts';
import type { Region } from '../../core/region.ts';
import { mostSimilar } from './most-similar.ts';
import { type MostSimilar, mostSimilarText } from './most-similar-text.ts';
import { added, REJECTED, replaced } from './outcome.ts';

export const topKOptions = z.strictObject({
  /** Members kept per island, 1 … 100 000. */
  capacity: z.int().min(1).max(100_000).default(100),
  replacement: z.enum(['worst', 'crowding', 'crowding-by-text']).default('worst'),
  /** Whether members that do the same share one place. */
  distinct: z.boolean().default(true),
});

/** `programOf`: without it nothing says who reads alike, and `crowding-by-text` replaces the worst. */
export function topK(options: z.input<typeof topKOptions> = {}, programOf?: ProgramSource): Archive {
  const { capacity, replacement, distinct } = topKOptions.parse(options);
  const rivalOf = rivalBy(replacement, programOf);
  return {
    name: 'top-k',
    add(region, member) {
      const { members } = region;
      if (!Number.isFinite(member.merit)) return REJECTED;

      let twin: Member | undefined;
      for (const kept of members) {
        if (kept.id === member.id) return REJECTED;
        if (distinct && doesTheSame(kept, member)) twin = kept;
      }
      if (twin !== undefined) return replaceIfBetter(region, member, twin);
      if (members.length < capacity) return added(freePlace(region), member);

      return replaceIfBetter(region, member, rivalOf(members, member) ?? worstOf(members));
    },
  };
}

function rivalBy(replacement: z.output<typeof topKOptions>['replacement'], programOf?: ProgramSource): MostSimilar {
  if (replacement === 'crowding') return mostSimilar;
  if (replacement === 'crowding-by-text' && programOf !== undefined) return mostSimilarText(programOf);
  return () => undefined;
}

function doesTheSame(a: Member, b: Member): boolean {
  return a.behaviour === b.behaviour && (a.behaviour !== null || a.merit === b.merit);
}

function replaceIfBetter(region: Region, member: Member, rival: Member): ReturnType<Archive['add']> {
  return isBetter(member, rival) ? replaced(region.placeOf(rival) as string, member) : REJECTED;
}

/** The worst member; of equals the youngest, because the older one was there first. */
function worstOf(members: readonly Member[]): Member {
  let worst = members[0] as Member;
  for (const member of members) {
    if (isBetter(worst, member) || (!isBetter(member, worst) && member.id > worst.id)) worst = member;
  }
  return worst;
}

/** The n-th place is free unless an island was emptied in part; then some place before it is. */
function freePlace(region: Region): string {
  for (let number = region.members.length; number > 0; number--) {
    if (region.get(String(number)) === undefined) return String(number);
  }
  return '0';
}
