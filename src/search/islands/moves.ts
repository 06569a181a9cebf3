/**
 * Members move to another island, and are gone where they were.
 *
 *   movers of an island = max(1, ⌊members · rate⌋), drawn uniformly among the members that may go
 *
 * Each goes to any other island, all equally likely. Nobody goes that is of generation 0, is the island's best member
 * (where elites are protected), or is already known where it would go. So an island never loses its best or its last
 * member to the others.
 *
 * Source: migration of ShinkaEvolve, R. T. Lange, Y. Imajuku, E. Cetin 2025, arXiv 2509.19349.
 */
import type { Random } from '../../base/random.ts';
import type { Region } from '../../core/region.ts';
import type { Migration } from '../../core/search.ts';
import { bestOf } from '../selection/ranking.ts';

/** `isOpen` says which islands take part; `protectsBest` keeps every island's best member at home. */
export function moves(
  regions: readonly Region[],
  rate: number,
  protectsBest: boolean,
  random: Random,
  isOpen: (island: number) => boolean,
): Migration[] {
  const open = [...regions.keys()].filter(isOpen);
  if (rate === 0 || open.length < 2) return [];
  const known = regions.map(({ members }) => new Set(members.map(({ id }) => id)));
  return open.flatMap((from) => {
    const { members } = regions[from] as Region;
    if (members.length === 0) return [];
    const best = bestOf(members);
    const free = members.filter((member) => member.generation > 0 && !(protectsBest && member === best));
    const wanted = Math.max(1, Math.floor(members.length * rate));
    const others = open.filter((island) => island !== from);
    return random
      .shuffle(free)
      .slice(0, wanted)
      .flatMap(({ id }): Migration[] => {
        const to = random.pick(others);
        const knownThere = known[to] as Set<number>;
        if (knownThere.has(id)) return [];
        knownThere.add(id);
        return [{ candidate: id, from, to, moves: true }];
      });
  });
}
