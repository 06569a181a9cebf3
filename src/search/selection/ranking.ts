import { isBetter, type Member } from '../../core/candidate.ts';

/** Sort order of members: the better first, of equals the older. A total order, so results never depend on list order. */
export function byRank(a: Member, b: Member): number {
  if (isBetter(a, b)) return -1;
  return isBetter(b, a) ? 1 : a.id - b.id;
}

/** The first member by rank; the list must not be empty. */
export function bestOf(members: readonly Member[]): Member {
  let best = members[0] as Member;
  for (const member of members) if (byRank(member, best) < 0) best = member;
  return best;
}
