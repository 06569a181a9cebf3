import { describe, expect, it } from 'vitest';
import { assertFrequencies, countDraws } from '../../../testing/conformance/chi-squared.ts';
import { regionsOf } from '../../../testing/conformance/islands.ts';
import { makeMember, membersOf } from '../../../testing/conformance/members.ts';
import { randomFrom, slotKey } from '../../base/random.ts';
import { islands } from './islands.ts';

const draws = (slot: number) => randomFrom(slotKey(6, slot, 'island'));
const one = (id: number, merit: number) => [makeMember({ id, merit })];

describe('choice of an island', () => {
  const counts = (
    choice: 'uniform' | 'weighted' | 'equal' | 'proportional' | 'per-member',
    ...regions: ReturnType<typeof regionsOf>
  ) =>
    countDraws([...regions.keys()], 6000, (slot) =>
      islands({ count: regions.length, choice }).choose(regions, draws(slot), slot),
    );

  it('uniform: every island with members equally often, however many it has', () => {
    const regions = regionsOf(membersOf(1, 2, 3, 4), [], one(9, 7), one(10, 0));
    assertFrequencies(counts('uniform', ...regions), [1, 0, 1, 1]);
  });

  it('weighted: 1 / rank of the best member', () => {
    const regions = regionsOf(one(0, 5), one(1, 9), [], [...one(2, 1), ...one(3, 7)]);
    assertFrequencies(counts('weighted', ...regions), [1 / 3, 1, 0, 1 / 2]);
  });

  it('equal: the islands with the fewest members', () => {
    const regions = regionsOf(membersOf(1, 2, 3, 4), one(8, 1), [], one(9, -7));
    assertFrequencies(counts('equal', ...regions), [0, 1, 0, 1]);
  });

  it('proportional: e^best, also where that overflows', () => {
    // e^0, e^−1, e^−2 for the best ones, whatever else stands there.
    const at = (base: number) => regionsOf(one(0, base), [...one(1, base - 1), ...one(2, base - 9)], one(3, base - 2));
    for (const base of [0, 5000, -5000]) {
      assertFrequencies(counts('proportional', ...at(base)), [1, 0.36788, 0.13534]);
    }
  });

  it('per member: 1 / (rank · members), also for negative merits', () => {
    // Ranks 2, 1, 3 with 1, 4, 2 members: 1/2, 1/4, 1/6.
    const regions = regionsOf(
      one(0, -5),
      [...one(1, -1), ...one(2, -2), ...one(3, -3), ...one(4, -4)],
      [...one(5, -6), ...one(6, -7)],
    );
    assertFrequencies(counts('per-member', ...regions), [1 / 2, 1 / 4, 1 / 6]);
  });

  it('is uniform over all islands while all are empty', () => {
    assertFrequencies(counts('weighted', ...regionsOf([], [], [])), [1, 1, 1]);
  });
});

describe('rhythm', () => {
  const regions = regionsOf(one(0, 1), one(1, 2), one(2, 3), one(3, 4));
  const moments = Array.from({ length: 31 }, (_, committed) => committed);
  const migrating = (options: Parameters<typeof islands>[0]) =>
    moments.filter((committed) => islands(options).migrate(regions, committed, draws(committed)).length > 0);
  const resetting = (options: Parameters<typeof islands>[0]) =>
    moments.filter((committed) => islands(options).reset(regions, committed, draws(committed)).length > 0);

  it('migrates after every interval, and never with interval or rate 0', () => {
    expect(migrating({ count: 4, migrationInterval: 10 })).toEqual([10, 20, 30]);
    expect(migrating({ count: 4, migrationInterval: 0 })).toEqual([]);
    expect(migrating({ count: 4, migrationInterval: 10, migrationRate: 0 })).toEqual([]);
    expect(migrating({ count: 1, migrationInterval: 10 })).toEqual([]);
  });

  it('resets after every interval, by default never', () => {
    expect(resetting({ count: 4, resetInterval: 15 })).toEqual([15, 30]);
    expect(resetting({ count: 4 })).toEqual([]);
    expect(resetting({ count: 1, resetInterval: 15 })).toEqual([]);
  });
});
