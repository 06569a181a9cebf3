/**
 * Copies of good members travel to another island: the next one on a ring, or any other.
 *
 *   migrants of an island = max(1, ⌊members · rate⌋), drawn by binary tournaments without replacement
 *
 * Originals stay where they are, so no island can lose its elite. A member that the receiving island already has, or
 * gets from another one at the same time, is not sent. Tournaments instead of the very best, because those would be the same every time.
 *
 * Source: E. Cantú-Paz, "Migration policies, selection pressure, and parallel evolutionary algorithms", Journal of
 * Heuristics 7, 2001.
 */
import type { Random } from '../../base/random.ts';
import type { CandidateId, Member } from '../../core/candidate.ts';
import type { Region } from '../../core/region.ts';
import type { Migration } from '../../core/search.ts';
import { byRank } from '../selection/ranking.ts';

export function migrations(
  regions: readonly Region[],
  rate: number,
  topology: 'ring' | 'random',
  random: Random,
): Migration[] {
  if (rate === 0 || regions.length < 2) return [];
  const known = regions.map(({ members }) => new Set(members.map(({ id }) => id)));
  return regions.flatMap(({ members }, from) => {
    if (members.length === 0) return [];
    const step = topology === 'ring' ? 1 : 1 + random.integer(regions.length - 1);
    const to = (from + step) % regions.length;
    const knownThere = known[to] as Set<CandidateId>;
    const willing = members.filter(({ id }) => !knownThere.has(id));
    const wanted = Math.max(1, Math.floor(members.length * rate));
    return drawGood(willing, wanted, random).map(({ id }) => {
      knownThere.add(id);
      return { candidate: id, from, to };
    });
  });
}

/** At most `count` different members, each the better of two drawn. */
function drawGood(members: readonly Member[], count: number, random: Random): Member[] {
  const left = [...members];
  const drawn: Member[] = [];
  while (drawn.length < count && left.length > 0) {
    const a = random.integer(left.length);
    const b = random.integer(left.length);
    const winner = byRank(left[a] as Member, left[b] as Member) <= 0 ? a : b;
    drawn.push(left[winner] as Member);
    left.splice(winner, 1);
  }
  return drawn;
}
