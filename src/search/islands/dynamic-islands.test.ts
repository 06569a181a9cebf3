import { describe, expect, it } from 'vitest';
import { assertFrequencies, countDraws } from '../../../testing/conformance/chi-squared.ts';
import { regionsOf } from '../../../testing/conformance/islands.ts';
import { makeMember } from '../../../testing/conformance/members.ts';
import { randomFrom, slotKey } from '../../base/random.ts';
import { dynamicIslands } from './dynamic-islands.ts';

const draws = (slot: number) => randomFrom(slotKey(4, slot, 'island'));
const seed = makeMember({ id: 0, merit: 0, generation: 0 });
const child = (id: number, merit: number, generation = 1) => makeMember({ id, merit, generation });
const moments = Array.from({ length: 400 }, (_, committed) => committed);

describe('islands in reserve', () => {
  const model = dynamicIslands({ count: 2, reserve: 2, stagnation: 50 });
  const regions = regionsOf([seed, child(3, 5)], [seed, child(7, 9)], [seed], [seed]);

  it('are there, and closed: nobody is edited there', () => {
    expect(model.count).toBe(4);
    const counts = countDraws([0, 1, 2, 3], 4000, (slot) => model.choose(regions, draws(slot), slot));
    assertFrequencies(counts, [1, 1, 0, 0]);
  });

  it('nobody moves there', () => {
    const moving = dynamicIslands({ count: 2, reserve: 2, migrationRate: 1, protectsBest: false });
    for (const committed of moments) {
      for (const { to } of moving.migrate(regions, committed, draws(committed))) expect(to).toBeLessThan(2);
    }
  });

  it('are opened when the best is 50, 100, … slots old, the first closed one with a copy of the best', () => {
    const opened = moments.filter((committed) => model.reset(regions, committed, draws(committed)).length > 0);
    // Candidate 7 is the best.
    expect(opened).toEqual([57, 107, 157, 207, 257, 307, 357]);
    expect(model.reset(regions, 57, draws(57))).toEqual([{ island: 2, founder: 7, from: 1 }]);
  });

  it('are opened no later for a program that is as good and smaller', () => {
    const smaller = makeMember({ id: 40, merit: 9, generation: 2, size: 1 });
    const simplified = regionsOf([seed, smaller], [seed, child(7, 9)], [seed], [seed]);
    const opened = moments.filter((committed) => model.reset(simplified, committed, draws(committed)).length > 0);
    expect(opened).toEqual([57, 107, 157, 207, 257, 307, 357]);
  });

  it('take part once they are open', () => {
    const open = regionsOf([seed, child(3, 5)], [seed, child(7, 9)], [child(7, 9)], [seed]);
    const counts = countDraws([0, 1, 2, 3], 4000, (slot) => model.choose(open, draws(slot), slot));
    assertFrequencies(counts, [1, 1, 1, 0]);
    expect(model.reset(open, 57, draws(57))).toEqual([{ island: 3, founder: 7, from: 1 }]);
    const full = regionsOf([child(3, 5)], [child(7, 9)], [child(7, 9)], [child(7, 9)]);
    expect(model.reset(full, 57, draws(57))).toEqual([]);
  });

  it('are founded by any member, or by the one nearest to the seeds', () => {
    const population = regionsOf([seed, child(3, 5, 2), child(4, 1, 1)], [child(7, 9, 3), child(8, 2, 1)], [seed]);
    const founderOf = (founder: 'random' | 'oldest', slot: number) =>
      dynamicIslands({ count: 2, reserve: 1, stagnation: 1, founder }).reset(population, 20, draws(slot))[0];
    expect(founderOf('oldest', 1)).toEqual({ island: 2, founder: 4, from: 0 });
    const counts = countDraws([3, 4, 7, 8], 3000, (slot) => founderOf('random', slot)?.founder as number);
    assertFrequencies(counts, [1, 1, 1, 1]);
  });

  it('stay closed while there are only seed programs', () => {
    const onlySeeds = regionsOf([seed], [seed], [seed], [seed]);
    for (const committed of moments) expect(model.reset(onlySeeds, committed, draws(committed))).toEqual([]);
  });
});

describe('moves', () => {
  const island = (first: number, count: number) =>
    Array.from({ length: count }, (_, index) => child(first + index, first + index));

  it.each([
    { members: 1, rate: 0.1, movers: 0 },
    { members: 2, rate: 0.1, movers: 1 },
    { members: 19, rate: 0.1, movers: 1 },
    { members: 25, rate: 0.1, movers: 2 },
    { members: 10, rate: 0.5, movers: 5 },
    { members: 10, rate: 1, movers: 9 },
    { members: 10, rate: 0, movers: 0 },
  ])('of $members members at rate $rate, $movers leave: the best stays', ({ members, rate, movers }) => {
    const model = dynamicIslands({ count: 2, migrationRate: rate });
    const gone = model.migrate(regionsOf(island(1, members), []), 10, draws(1));
    expect(gone).toHaveLength(movers);
    expect(gone.every(({ moves }) => moves === true)).toBe(true);
    expect(gone.some(({ candidate }) => candidate === members)).toBe(false);
  });

  it('come every 10 slots by default, and are off by default', () => {
    const regions = regionsOf(island(1, 5), island(11, 5));
    const when = (options: Parameters<typeof dynamicIslands>[0]) =>
      moments.slice(0, 45).filter((slot) => dynamicIslands(options).migrate(regions, slot, draws(slot)).length > 0);
    expect(when({ migrationRate: 0.1 })).toEqual([10, 20, 30, 40]);
    expect(when({ migrationRate: 0.1, migrationInterval: 0 })).toEqual([]);
    expect(when({})).toEqual([]);
  });

  it('take any member but seeds and the best, to any other island, equally often', () => {
    const model = dynamicIslands({ count: 3, migrationRate: 0.1 });
    const regions = regionsOf([seed, child(1, 9), child(2, 1), child(3, 2), child(4, 3)], [seed], [seed]);
    const routes = ['2>1', '2>2', '3>1', '3>2', '4>1', '4>2'];
    const counts = countDraws(routes, 3000, (slot) => {
      const [move] = model.migrate(regions, 10, draws(slot));
      return `${move?.candidate}>${move?.to}`;
    });
    assertFrequencies(counts, [1, 1, 1, 1, 1, 1]);
  });

  it('take the best too where elites are not protected', () => {
    const model = dynamicIslands({ count: 2, migrationRate: 1, protectsBest: false });
    expect(model.migrate(regionsOf(island(1, 4), []), 10, draws(3))).toHaveLength(4);
  });
});
