import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeMember, memberLists } from '../../../testing/conformance/members.ts';
import { isBetter } from '../../core/candidate.ts';
import { bestOf, byRank } from './ranking.ts';

describe('byRank', () => {
  it('puts higher merit first, then smaller size, then the older', () => {
    const ranked = [
      makeMember({ id: 3, merit: 2, size: 9 }),
      makeMember({ id: 4, merit: 1, size: 5 }),
      makeMember({ id: 1, merit: 1, size: 6 }),
      makeMember({ id: 2, merit: 1, size: 6 }),
    ];
    expect([...ranked].reverse().sort(byRank)).toEqual(ranked);
  });
});

describe('bestOf', () => {
  it('is the first of the sorted list, whatever the order', () => {
    fc.assert(
      fc.property(memberLists(), (members) => {
        const best = bestOf(members);
        expect(best).toBe([...members].sort(byRank)[0]);
        expect(bestOf([...members].reverse())).toBe(best);
        expect(members.some((other) => isBetter(other, best))).toBe(false);
      }),
    );
  });
});
