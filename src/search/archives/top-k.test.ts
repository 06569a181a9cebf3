import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addTo } from '../../../testing/conformance/archive.ts';
import { makeMember, memberLists, membersOf } from '../../../testing/conformance/members.ts';
import { type CandidateId, isBetter, type Member } from '../../core/candidate.ts';
import { MutableRegion } from '../../core/region.ts';
import { topK } from './top-k.ts';

function keptAfter(archive: ReturnType<typeof topK>, members: readonly Member[]): CandidateId[] {
  const region = new MutableRegion();
  for (const member of members) addTo(region, archive, member);
  return region.members.map(({ id }) => id).sort((a, b) => a - b);
}

/** Better first; of equals the one that came first. */
const order = (a: Member, b: Member): number => (isBetter(a, b) ? -1 : isBetter(b, a) ? 1 : a.id - b.id);

/** What a list sorted as a whole would keep: the best of each group, then the best `capacity` of those. */
function naiveTopK(members: readonly Member[], capacity: number, groupOf: (member: Member) => string): CandidateId[] {
  const bestOfGroup = new Map<string, Member>();
  for (const member of [...members].sort(order)) {
    if (!bestOfGroup.has(groupOf(member))) bestOfGroup.set(groupOf(member), member);
  }
  const kept = [...bestOfGroup.values()].sort(order).slice(0, capacity);
  return kept.map(({ id }) => id).sort((a, b) => a - b);
}

describe('top-k with replacement of the worst', () => {
  it('keeps what sorting the whole history would keep', () => {
    fc.assert(
      fc.property(memberLists({ maxLength: 50 }), fc.integer({ min: 1, max: 8 }), (members, capacity) => {
        const byBehaviour = ({ behaviour, merit }: Member) => behaviour ?? `merit ${merit}`;
        expect(keptAfter(topK({ capacity }), members)).toEqual(naiveTopK(members, capacity, byBehaviour));
        const alone = ({ id }: Member) => String(id);
        expect(keptAfter(topK({ capacity, distinct: false }), members)).toEqual(naiveTopK(members, capacity, alone));
      }),
    );
  });

  it('fills places first, then replaces the worst in its place', () => {
    const region = new MutableRegion();
    const archive = topK({ capacity: 2 });
    const [low, high, middle, lowest] = membersOf(1, 3, 2, 0) as [Member, Member, Member, Member];
    expect(addTo(region, archive, low)).toEqual({ status: 'added', changes: [{ place: '0', candidate: 0 }] });
    expect(addTo(region, archive, high)).toEqual({ status: 'added', changes: [{ place: '1', candidate: 1 }] });
    expect(addTo(region, archive, middle)).toEqual({ status: 'improved', changes: [{ place: '0', candidate: 2 }] });
    expect(addTo(region, archive, lowest)).toEqual({ status: 'rejected', changes: [] });
  });

  it('finds the free place of an island that was emptied in part', () => {
    const region = new MutableRegion();
    const archive = topK({ capacity: 5 });
    const [a, b, c, ...others] = membersOf(1, 2, 3, 4, 5) as [Member, Member, Member, ...Member[]];
    for (const member of [a, b, c]) addTo(region, archive, member);
    region.remove('0');
    region.remove('1');
    for (const member of others) expect(addTo(region, archive, member).status).toBe('added');
    expect(region.members.map(({ id }) => id).sort()).toEqual([2, 3, 4]);
  });
});

describe('distinct places', () => {
  const behave = (id: number, behaviour: string | null, merit: number, size: number) =>
    makeMember({ id, behaviour, merit, size });

  const table = [
    {
      title: 'equal behaviour, smaller: takes the place',
      first: behave(0, 'x', 1, 9),
      second: behave(1, 'x', 1, 8),
      kept: [1],
    },
    {
      title: 'equal behaviour, larger: rejected',
      first: behave(0, 'x', 1, 8),
      second: behave(1, 'x', 1, 9),
      kept: [0],
    },
    {
      title: 'equal behaviour, equal size: the older stays',
      first: behave(0, 'x', 1, 8),
      second: behave(1, 'x', 1, 8),
      kept: [0],
    },
    {
      title: 'other behaviour, equal merit: two places',
      first: behave(0, 'x', 1, 8),
      second: behave(1, 'y', 1, 8),
      kept: [0, 1],
    },
    {
      title: 'no behaviour, equal merit: one place',
      first: behave(0, null, 1, 9),
      second: behave(1, null, 1, 8),
      kept: [1],
    },
    {
      title: 'no behaviour, other merit: two places',
      first: behave(0, null, 1, 9),
      second: behave(1, null, 2, 9),
      kept: [0, 1],
    },
    {
      title: 'known and unknown behaviour: two places',
      first: behave(0, 'x', 1, 9),
      second: behave(1, null, 1, 8),
      kept: [0, 1],
    },
  ];

  it.each(table)('$title', ({ first, second, kept }) => {
    expect(keptAfter(topK({ capacity: 4 }), [first, second])).toEqual(kept);
    expect(keptAfter(topK({ capacity: 4, distinct: false }), [first, second])).toEqual([0, 1]);
  });

  it('a twin that is better takes its own place also when others are worse', () => {
    const members = [behave(0, 'x', 5, 1), behave(1, 'y', 1, 1), behave(2, 'x', 6, 1)];
    expect(keptAfter(topK({ capacity: 2 }), members)).toEqual([1, 2]);
  });
});

describe('top-k with crowding', () => {
  const at = (id: number, merit: number, x: number) => makeMember({ id, merit, descriptors: [x] });
  const archive = topK({ capacity: 2, replacement: 'crowding' });

  it('replaces the most similar member, although another one is worse', () => {
    expect(keptAfter(archive, [at(0, 5, 0), at(1, 1, 1), at(2, 6, 0.1)])).toEqual([1, 2]);
  });

  it('rejects a newcomer that is worse than the most similar member, although it beats another', () => {
    expect(keptAfter(archive, [at(0, 5, 0), at(1, 1, 1), at(2, 4, 0.1)])).toEqual([0, 1]);
  });

  it('replaces the worst where nothing says who is similar', () => {
    expect(keptAfter(archive, membersOf(5, 1, 4))).toEqual([0, 2]);
  });

  it('keeps a foothold in both regions where truncation would lose one', () => {
    const good = Array.from({ length: 10 }, (_, index) => at(index + 1, 10 + index, index / 100));
    const history = [at(0, 1, 1), ...good];
    expect(keptAfter(topK({ capacity: 3, replacement: 'crowding' }), history)).toContain(0);
    expect(keptAfter(topK({ capacity: 3 }), history)).not.toContain(0);
  });
});
