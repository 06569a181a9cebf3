import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addTo } from '../../../testing/conformance/archive.ts';
import { makeMember, memberLists } from '../../../testing/conformance/members.ts';
import { type CandidateId, isBetter, type Member } from '../../core/candidate.ts';
import { MutableRegion } from '../../core/region.ts';
import { ranked, standings } from './ranked.ts';

const member = (id: number, merit: number, size: number, parts: Partial<Member> = {}) =>
  makeMember({ id, merit, size, ...parts });

function keptAfter(options: Parameters<typeof ranked>[0], members: readonly Member[]): CandidateId[] {
  const region = new MutableRegion();
  for (const one of members) addTo(region, ranked(options), one);
  return region.members.map(({ id }) => id).sort((a, b) => a - b);
}

describe('standings', () => {
  // Merits 1, 2, 2, 5: shares 0, 1.5/3, 1.5/3, 1. Sizes 10, 40, 20, 30, small wanted: 1, 0, 2/3, 1/3.
  const members = [member(0, 1, 10), member(1, 2, 40), member(2, 2, 20), member(3, 5, 30)];

  it.each([
    { criteria: { merit: 1 }, expected: [0, 0.5, 0.5, 1] },
    { criteria: { merit: 2 }, expected: [0, 1, 1, 2] },
    { criteria: { size: -1 }, expected: [1, 0, 2 / 3, 1 / 3] },
    { criteria: { size: 1 }, expected: [0, 1, 1 / 3, 2 / 3] },
    // The weights of ShinkaEvolve's circle packing.
    { criteria: { merit: 1, size: -0.3 }, expected: [0.3, 0.5, 0.7, 1.1] },
  ])('$criteria', ({ criteria, expected }) => {
    standings(members, criteria as Record<string, number>).forEach((value, index) => {
      expect(value).toBeCloseTo(expected[index] as number, 12);
    });
  });

  it('looks at stages and descriptors, and puts last who has none', () => {
    const several = [
      member(0, 0, 1, { descriptors: [5], stageMerits: { quick: 1 } }),
      member(1, 0, 1, { descriptors: [7], stageMerits: {} }),
      member(2, 0, 1, { descriptors: [Number.NaN], stageMerits: { quick: 3 } }),
    ];
    expect(standings(several, { 'descriptor/0': 1 })).toEqual([0.5, 1, 0]);
    expect(standings(several, { 'descriptor/0': -1 })).toEqual([1, 0.5, 0]);
    expect(standings(several, { 'stage/quick': 1 })).toEqual([0.5, 0, 1]);
  });
});

describe('ranked', () => {
  it('with the merit as the only criterion keeps the highest merits', () => {
    fc.assert(
      fc.property(memberLists({ maxLength: 40 }), fc.integer({ min: 1, max: 7 }), (members, capacity) => {
        const kept = new Set(keptAfter({ capacity }, members));
        const merits = (list: readonly Member[]) => list.map(({ merit }) => merit).sort((a, b) => b - a);
        expect(merits(members.filter(({ id }) => kept.has(id)))).toEqual(merits(members).slice(0, capacity));
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('of equals the newer one stays', () => {
    expect(keptAfter({ capacity: 2 }, [member(0, 9, 1), member(1, 4, 5), member(2, 4, 5)])).toEqual([0, 2]);
  });

  it('a smaller program with less merit pushes out a large one', () => {
    const criteria = { merit: 1, size: -3 };
    // The newcomer: merit share 0, size share 1 → 3. Number 1: ½ and 0 → 0.5. Number 0 is the best by merit.
    const history = [member(0, 9, 50), member(1, 5, 60), member(2, 1, 10)];
    expect(keptAfter({ capacity: 2, criteria }, history)).toEqual([0, 2]);
    expect(keptAfter({ capacity: 2 }, history)).toEqual([0, 1]);
  });

  it('the best by merit stays, whatever the criteria say', () => {
    fc.assert(
      fc.property(memberLists({ maxLength: 30 }), (members) => {
        const best = members.reduce((a, b) => (isBetter(b, a) ? b : a));
        const kept = new Set(keptAfter({ capacity: 3, criteria: { merit: -1, size: 5 } }, members));
        expect(members.some(({ id, merit }) => kept.has(id) && merit === best.merit)).toBe(true);
      }),
      { seed: 1, numRuns: 100 },
    );
  });
});
