import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addTo } from '../../../testing/conformance/archive.ts';
import { makeMember, memberLists } from '../../../testing/conformance/members.ts';
import type { CandidateId, Member } from '../../core/candidate.ts';
import { MutableRegion } from '../../core/region.ts';
import { compare, pareto } from './pareto.ts';

const scored = (id: number, merit: number, instanceMerits: number[], size = 10) =>
  makeMember({ id, merit, instanceMerits, size });

function keptAfter(members: readonly Member[], capacity = 1000): CandidateId[] {
  const region = new MutableRegion();
  for (const member of members) addTo(region, pareto({ capacity }), member);
  return region.members.map(({ id }) => id).sort((a, b) => a - b);
}

describe('dominance', () => {
  it.each([
    { title: 'ahead in all', a: scored(0, 2, [2, 2]), b: scored(1, 1, [1, 1]), relation: 'ahead' },
    { title: 'ahead in one, equal in the others', a: scored(0, 1, [1, 2]), b: scored(1, 1, [1, 1]), relation: 'ahead' },
    {
      title: 'ahead on one instance, behind on another',
      a: scored(0, 1, [0, 2]),
      b: scored(1, 1, [2, 0]),
      relation: 'incomparable',
    },
    {
      title: 'ahead in merit, behind on an instance',
      a: scored(0, 2, [0]),
      b: scored(1, 1, [1]),
      relation: 'incomparable',
    },
    { title: 'equal', a: scored(0, 1, [1]), b: scored(1, 1, [1]), relation: 'equal' },
    { title: 'equal but smaller', a: scored(0, 1, [1], 5), b: scored(1, 1, [1], 9), relation: 'ahead' },
    {
      title: 'smaller, but behind on an instance',
      a: scored(0, 1, [0], 5),
      b: scored(1, 1, [1], 9),
      relation: 'incomparable',
    },
    { title: 'larger, but ahead in merit', a: scored(0, 2, [1], 99), b: scored(1, 1, [1], 9), relation: 'ahead' },
    { title: 'no instances', a: scored(0, 2, []), b: scored(1, 1, []), relation: 'ahead' },
    {
      title: 'another number of instances: merit alone',
      a: scored(0, 2, [0]),
      b: scored(1, 1, [9, 9]),
      relation: 'ahead',
    },
  ])('$title: $relation', ({ a, b, relation }) => {
    const mirrored = { ahead: 'behind', behind: 'ahead', equal: 'equal', incomparable: 'incomparable' };
    expect(compare(a, b)).toBe(relation);
    expect(compare(b, a)).toBe(mirrored[relation as keyof typeof mirrored]);
  });
});

describe('pareto', () => {
  it('keeps exactly the members of the whole history that nobody dominates', () => {
    fc.assert(
      fc.property(memberLists({ instances: 3, maxLength: 40 }), (members) => {
        const isDominated = (member: Member) => members.some((other) => compare(other, member) === 'ahead');
        const isLaterTwin = (member: Member) =>
          members.some((other) => other.id < member.id && compare(other, member) === 'equal');
        const front = members.filter((member) => !isDominated(member) && !isLaterTwin(member));
        expect(keptAfter(members)).toEqual(front.map(({ id }) => id));
      }),
    );
  });

  it('keeps the best only where the task reports no instances', () => {
    expect(keptAfter([scored(0, 1, []), scored(1, 3, []), scored(2, 2, []), scored(3, 3, [], 5)])).toEqual([3]);
  });

  it('one newcomer can replace several members', () => {
    const region = new MutableRegion();
    for (const member of [scored(0, 1, [1, 0]), scored(1, 1, [0, 1])]) addTo(region, pareto(), member);
    const outcome = addTo(region, pareto(), scored(2, 2, [1, 1]));
    expect(outcome).toEqual({
      status: 'improved',
      changes: [
        { place: 'c0', candidate: null },
        { place: 'c1', candidate: null },
        { place: 'c2', candidate: 2 },
      ],
    });
  });

  it('above its capacity drops the member in the most crowded spot', () => {
    // A front of (x, 1 − x) with equal merits; the distance of an inner member is twice the gap between its neighbours.
    const point = (id: number, x: number) => scored(id, 0, [x, 1 - x]);
    const front = [point(0, 0), point(1, 1), point(2, 0.5), point(3, 0.25)];
    expect(keptAfter(front, 4)).toEqual([0, 1, 2, 3]);
    // Gaps: 0.4 at 0.25, 0.25 at 0.4, 0.6 at 0.5. The newcomer is the most crowded.
    expect(keptAfter([...front, point(4, 0.4)], 4)).toEqual([0, 1, 2, 3]);
    // Gaps: 0.5 at 0.25, 0.45 at 0.5, 0.5 at 0.7. A member leaves.
    expect(keptAfter([...front, point(4, 0.7)], 4)).toEqual([0, 1, 3, 4]);
    // Gaps: 0.5 at all three. The youngest of equals leaves.
    expect(keptAfter([...front, point(4, 0.75)], 4)).toEqual([0, 1, 2, 3]);
  });

  it('never drops the best, even in the most crowded spot', () => {
    const best = scored(0, 1, [0.5, 0.5]);
    const others = [0, 0.49, 0.51, 1].map((x, index) => scored(index + 1, 0, [x, 1 - x]));
    expect(keptAfter([best, ...others], 2)).toContain(0);
  });

  it('rejects an instance that is not a number', () => {
    expect(keptAfter([scored(0, 1, [Number.NaN])])).toEqual([]);
  });
});
