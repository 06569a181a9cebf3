import { describe, expect, it } from 'vitest';
import { assertFrequencies } from '../../../testing/conformance/chi-squared.ts';
import { regionsOf } from '../../../testing/conformance/islands.ts';
import { makeMember, membersOf } from '../../../testing/conformance/members.ts';
import { randomFrom, slotKey } from '../../base/random.ts';
import { migrations } from './migration.ts';

const draws = (slot: number) => randomFrom(slotKey(8, slot, 'migration'));
/** Members with ids from `first` on; the merit is the id. */
const group = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => makeMember({ id: first + index, merit: first + index }));

describe('migrations', () => {
  it('on a ring go to the next island', () => {
    const regions = regionsOf(group(0, 2), group(10, 2), group(20, 2));
    const routes = migrations(regions, 0.1, 'ring', draws(1)).map(({ from, to }) => [from, to]);
    expect(routes).toEqual([
      [0, 1],
      [1, 2],
      [2, 0],
    ]);
  });

  it('at random go to every other island equally often', () => {
    const regions = regionsOf(group(0, 2), [], [], []);
    const counts = [0, 0, 0, 0];
    for (let slot = 0; slot < 3000; slot++) {
      const to = migrations(regions, 0.1, 'random', draws(slot))[0]?.to as number;
      counts[to] = (counts[to] as number) + 1;
    }
    assertFrequencies(counts, [0, 1, 1, 1]);
  });

  it.each([
    { members: 1, rate: 0.1, migrants: 1 },
    { members: 9, rate: 0.1, migrants: 1 },
    { members: 25, rate: 0.1, migrants: 2 },
    { members: 10, rate: 0.5, migrants: 5 },
    { members: 10, rate: 1, migrants: 10 },
    { members: 0, rate: 1, migrants: 0 },
  ])('of $members members at rate $rate, $migrants move, each once', ({ members, rate, migrants }) => {
    const moves = migrations(regionsOf(group(0, members), []), rate, 'ring', draws(2));
    expect(new Set(moves.map(({ candidate }) => candidate)).size).toBe(migrants);
    expect(moves).toHaveLength(migrants);
  });

  it('prefer good members: the first of n = 4 has rank r with probability (2(4 − r) + 1) / 16', () => {
    const regions = regionsOf(group(0, 4), []);
    const counts = [0, 0, 0, 0];
    for (let slot = 0; slot < 4000; slot++) {
      const id = migrations(regions, 0.25, 'ring', draws(slot))[0]?.candidate as number;
      counts[id] = (counts[id] as number) + 1;
    }
    assertFrequencies(counts, [1, 3, 5, 7]);
  });

  it('leave out whom the other island already has', () => {
    const shared = membersOf(1, 2, 3);
    const [first] = shared;
    const regions = regionsOf(shared, shared.slice(1));
    expect(migrations(regions, 1, 'ring', draws(3))).toEqual([{ candidate: first?.id, from: 0, to: 1 }]);
  });

  it('send a member that two islands share only once to a third', () => {
    const shared = group(0, 1);
    const regions = regionsOf(shared, shared, []);
    for (let slot = 0; slot < 50; slot++) {
      const arrivals = migrations(regions, 1, 'random', draws(slot)).filter(({ to }) => to === 2);
      expect(arrivals.length).toBeLessThanOrEqual(1);
    }
  });

  it('need a second island', () => {
    expect(migrations(regionsOf(group(0, 5)), 1, 'random', draws(4))).toEqual([]);
  });
});
