import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertFrequencies, countDraws } from '../../../testing/conformance/chi-squared.ts';
import { regionsOf } from '../../../testing/conformance/islands.ts';
import { makeMember, memberLists, membersOf } from '../../../testing/conformance/members.ts';
import { randomFrom, slotKey } from '../../base/random.ts';
import type { Member } from '../../core/candidate.ts';
import type { Region } from '../../core/region.ts';
import { byRank } from '../selection/ranking.ts';
import { archiveAndTop } from './archive-and-top.ts';

const draws = (slot: number) => randomFrom(slotKey(2, slot, 'inspirations'));
const island = regionsOf(membersOf(10, 50, 20, 40, 30))[0] as Region;
const [parent, best] = island.members as readonly [Member, Member];

function select(
  options: Parameters<typeof archiveAndTop>[0],
  slot = 1,
  count = 10,
  from = parent,
  top: Member | null = best,
) {
  return archiveAndTop(options)
    .select(from, island, top, count, draws(slot))
    .map(({ id }) => id);
}

describe('archive-and-top', () => {
  it('by default shows the best of the run and the best that is left, the best last', () => {
    expect(select({})).toEqual([3, 1]);
  });

  it('where the best of the run is elsewhere, or is the parent, one at random and the best', () => {
    const elsewhere = makeMember({ id: 99, merit: 1000 });
    // Of 0, 2, 3, 4 one is drawn; the top one is 3, or 4 where 3 was drawn. First stands the worse of the two.
    const firsts = countDraws([0, 2, 3, 4], 3000, (slot) => select({}, slot, 10, best, best)[0] as number);
    assertFrequencies(firsts, [1, 1, 0, 2]);
    for (let slot = 0; slot < 50; slot++) expect(select({}, slot, 10, parent, elsewhere)).toContain(1);
  });

  it('⌊archive · eliteShare⌋ are elites, the others random', () => {
    // ⌊4 · 0.5⌋ = 2 elites: 1 and 3; the parent is number 0, so 2 and 4 fill up.
    expect(select({ archive: 4, top: 0, eliteShare: 0.5 }, 1, 10, parent, null)).toEqual([2, 4, 3, 1]);
    const third = countDraws([2, 4], 2000, (slot) => {
      const ids = select({ archive: 3, top: 0, eliteShare: 0.7 }, slot, 10, parent, null);
      expect(ids.slice(1)).toEqual([3, 1]);
      return ids[0] as number;
    });
    assertFrequencies(third, [1, 1]);
  });

  it.each([
    { archive: 0, top: 2, count: 10, expected: [3, 1] },
    { archive: 1, top: 3, count: 10, expected: [2, 4, 3, 1] },
    { archive: 1, top: 3, count: 2, expected: [3, 1] },
    { archive: 1, top: 1, count: 0, expected: [] },
    { archive: 0, top: 0, count: 10, expected: [] },
  ])('$archive and $top, at most $count', ({ archive, top, count, expected }) => {
    expect(select({ archive, top }, 1, count)).toEqual(expected);
  });

  it('shows each once, never the parent, worst first, and no more than asked for', () => {
    const numbers = fc.integer({ min: 0, max: 6 });
    fc.assert(
      fc.property(memberLists({ maxLength: 12 }), numbers, numbers, numbers, (members, archive, top, count) => {
        const region = regionsOf(members)[0] as Region;
        const from = members[count % members.length] as Member;
        const shown = archiveAndTop({ archive, top }).select(from, region, members[0] as Member, count, draws(count));
        expect(shown.length).toBe(Math.min(archive + top, count, members.length - 1));
        expect(new Set(shown).size).toBe(shown.length);
        expect(shown).not.toContain(from);
        expect(shown).toEqual([...shown].sort((a, b) => byRank(b, a)));
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});
