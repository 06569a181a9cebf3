import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeMember, memberLists, membersOf } from '../../../testing/conformance/members.ts';
import { isBetter } from '../../core/candidate.ts';
import { crowdingDistances, mostCrowded } from './crowding-distance.ts';

const INFINITE = Number.POSITIVE_INFINITY;

describe('crowdingDistances', () => {
  it.each([
    { title: 'one objective', points: [[0], [1], [4], [10]], distances: [INFINITE, 0.4, 0.9, INFINITE] },
    // Second objective, range 20: neighbours of the middle one are 20 and 0.
    {
      title: 'two objectives',
      points: [
        [0, 20],
        [5, 6],
        [10, 0],
      ],
      distances: [INFINITE, 2, INFINITE],
    },
    { title: 'unsorted', points: [[10], [0], [4], [1]], distances: [INFINITE, INFINITE, 0.9, 0.4] },
    {
      title: 'an objective in which all agree',
      points: [
        [0, 7],
        [1, 7],
        [4, 7],
      ],
      distances: [INFINITE, 1, INFINITE],
    },
    {
      title: 'an infinite value',
      points: [
        [0, 1],
        [1, -INFINITE],
        [4, 0],
      ],
      distances: [INFINITE, 1, INFINITE],
    },
    { title: 'two points', points: [[0], [1]], distances: [INFINITE, INFINITE] },
    { title: 'no points', points: [], distances: [] },
  ])('$title', ({ points, distances }) => {
    const computed = crowdingDistances(points);
    expect(computed).toHaveLength(distances.length);
    for (const [index, distance] of distances.entries()) expect(computed[index]).toBeCloseTo(distance, 12);
  });

  it('does not depend on units', () => {
    const coordinates = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }));
    fc.assert(
      fc.property(fc.array(coordinates, { minLength: 1, maxLength: 20 }), (points) => {
        const scaled = points.map(([x, y]) => [x * 1024 + 7, y / 4]);
        crowdingDistances(scaled).forEach((distance, index) => {
          expect(distance).toBeCloseTo(crowdingDistances(points)[index] as number, 9);
        });
      }),
    );
  });
});

describe('mostCrowded', () => {
  it('is the member with the smallest distance', () => {
    expect(mostCrowded(membersOf(0, 10, 4, 6.5)).id).toBe(3);
    expect(mostCrowded(membersOf(0, 10, 4, 3)).id).toBe(3);
    expect(mostCrowded(membersOf(0, 10, 9, 4)).id).toBe(2);
  });

  it('is the worse of equally crowded ones, then the younger', () => {
    expect(mostCrowded(membersOf(0, 9, 3, 6)).id).toBe(2);
    const twins = [makeMember({ id: 0, merit: 1 }), makeMember({ id: 1 }), makeMember({ id: 2 })];
    expect(mostCrowded(twins.slice(0, 2)).id).toBe(1);
    expect(mostCrowded([makeMember({ id: 0 }), makeMember({ id: 1 })]).id).toBe(1);
  });

  it('uses the merit alone where members reached different numbers of instances', () => {
    const members = membersOf(0, 10, 4, 6.5).map((member, index) =>
      makeMember({ ...member, instanceMerits: [0, 1, 2].slice(index) }),
    );
    expect(mostCrowded(members).id).toBe(3);
  });

  it('is never the best of two or more', () => {
    fc.assert(
      fc.property(memberLists({ instances: 2, minLength: 2 }), (members) => {
        const dropped = mostCrowded(members);
        const isBest = members.every((other) => other === dropped || isBetter(dropped, other));
        expect(isBest).toBe(false);
      }),
    );
  });
});
