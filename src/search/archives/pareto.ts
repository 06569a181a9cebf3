/**
 * The members that no other member dominates. The first objective is the merit (of equal merits the smaller program is
 * ahead), the others are the merits per instance; so the best member is never dominated, and a task that reports no
 * instances keeps its best candidate only.
 *
 *   a dominates b  ⇔  b is ahead of a in no objective, and a is ahead of b in at least one
 *
 * Members that reached different numbers of instances are compared by the first objective alone. A candidate that equals a
 * member in everything is rejected. Above `capacity`, the member in the most crowded spot leaves (`crowding-distance.ts`),
 * never the best. O(members · instances); a truncation adds the sorting.
 *
 * Sources: K. Deb et al., "A fast and elitist multiobjective genetic algorithm: NSGA-II", IEEE TEC 6(2), 2002; per-instance
 * fronts for program search: L. Agrawal et al., "GEPA", 2025, arXiv 2507.19457.
 */
import { z } from 'zod';
import type { Archive, PlaceChange } from '../../core/archive.ts';
import { isBetter, type Member } from '../../core/candidate.ts';
import { mostCrowded } from './crowding-distance.ts';
import { added, REJECTED } from './outcome.ts';

export const paretoOptions = z.strictObject({
  /** Members kept per island, 1 … 100 000. */
  capacity: z.int().min(1).max(100_000).default(200),
});

export function pareto(options: z.input<typeof paretoOptions> = {}): Archive {
  const { capacity } = paretoOptions.parse(options);
  return {
    name: 'pareto',
    add(region, member) {
      if (!Number.isFinite(member.merit) || member.instanceMerits.some(Number.isNaN)) return REJECTED;

      const dominated: Member[] = [];
      for (const kept of region.members) {
        const relation = compare(member, kept);
        if (relation === 'behind' || relation === 'equal') return REJECTED;
        if (relation === 'ahead') dominated.push(kept);
      }

      const place = `c${member.id}`;
      const leaving = [...dominated];
      // A newcomer that dominated someone has already made room for itself.
      if (dominated.length === 0 && region.members.length >= capacity) {
        const crowded = mostCrowded([...region.members, member]);
        if (crowded === member) return REJECTED;
        leaving.push(crowded);
      }
      if (leaving.length === 0) return added(place, member);
      const changes: PlaceChange[] = leaving.map((left) => ({
        place: region.placeOf(left) as string,
        candidate: null,
      }));
      return { status: 'improved', changes: [...changes, { place, candidate: member.id }] };
    },
  };
}

/** Where `a` stands towards `b` in the order of dominance. */
export function compare(a: Member, b: Member): 'ahead' | 'behind' | 'equal' | 'incomparable' {
  let isAhead = isBetter(a, b);
  let isBehind = isBetter(b, a);
  if (a.instanceMerits.length === b.instanceMerits.length) {
    for (let index = 0; index < a.instanceMerits.length && !(isAhead && isBehind); index++) {
      const ours = a.instanceMerits[index] as number;
      const theirs = b.instanceMerits[index] as number;
      if (ours > theirs) isAhead = true;
      if (ours < theirs) isBehind = true;
    }
  }
  if (isAhead) return isBehind ? 'incomparable' : 'ahead';
  return isBehind ? 'behind' : 'equal';
}
