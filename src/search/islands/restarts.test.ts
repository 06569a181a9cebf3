import { describe, expect, it } from 'vitest';
import { regionsOf } from '../../../testing/conformance/islands.ts';
import { makeMember } from '../../../testing/conformance/members.ts';
import { randomFrom, slotKey } from '../../base/random.ts';
import { luby, restarts } from './restarts.ts';

const random = randomFrom(slotKey(1, 1, 'restarts'));
const seed = makeMember({ id: 0, merit: 0 });
const islandsWithSeed = (count: number) => regionsOf(...Array.from({ length: count }, () => [seed]));

describe('restarts', () => {
  it('the Luby sequence begins as published', () => {
    const expected = [1, 1, 2, 1, 1, 2, 4, 1, 1, 2, 1, 1, 2, 4, 8, 1];
    expect(expected.map((_, index) => luby(index + 1))).toEqual(expected);
  });

  it('climbs last unit · luby(n) slots, one after another', () => {
    const model = restarts({ count: 8, unit: 10 });
    const regions = islandsWithSeed(8);
    const chosen = Array.from({ length: 80 }, (_, slot) => model.choose(regions, random, slot));
    const lengths = [0, 1, 2, 3, 4].map((climb) => chosen.filter((island) => island === climb).length);
    expect(lengths).toEqual([10, 10, 20, 10, 10]);
    expect([...chosen].sort((a, b) => a - b)).toEqual(chosen);
  });

  it('of fixed length go round when all islands had their turn', () => {
    const model = restarts({ count: 3, unit: 5, schedule: 'fixed' });
    const regions = islandsWithSeed(3);
    const turns = [0, 5, 10, 15, 20].map((slot) => model.choose(regions, random, slot));
    expect(turns).toEqual([0, 1, 2, 0, 1]);
  });

  it('exchange nothing', () => {
    const model = restarts();
    const regions = islandsWithSeed(model.count);
    for (let slot = 0; slot < 2000; slot += 50) {
      expect(model.migrate(regions, slot, random)).toEqual([]);
      expect(model.reset(regions, slot, random)).toEqual([]);
    }
  });
});
