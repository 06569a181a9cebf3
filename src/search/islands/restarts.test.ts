import { describe, expect, it } from 'vitest';
import { regionsOf } from '../../../testing/conformance/islands.ts';
import { makeMember } from '../../../testing/conformance/members.ts';
import { randomFrom, slotKey } from '../../base/random.ts';
import { climbAt, restarts } from './restarts.ts';

const random = randomFrom(slotKey(1, 1, 'restarts'));
const seed = makeMember({ id: 0, merit: 0 });
const islandsWithSeed = (count: number) => regionsOf(...Array.from({ length: count }, () => [seed]));

/** The n-th term of the Luby sequence, n ≥ 1: 2^(k−1) where n = 2^k − 1, else the term at n − 2^(k−1) + 1. */
function luby(n: number): number {
  let left = n;
  for (;;) {
    const k = Math.floor(Math.log2(left + 1));
    if (2 ** k - 1 === left) return 2 ** (k - 1);
    left -= 2 ** k - 1;
  }
}

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

  it('a period is in the climb that a walk over all of them finds', () => {
    let period = 0;
    for (let climb = 0; climb < 3_000; climb++) {
      for (let left = luby(climb + 1); left > 0; left--) expect(climbAt(period++)).toBe(climb);
    }
  });

  it('a late slot needs no walk over all that came before', () => {
    // The first 2^40 − 1 climbs take 40 · 2^39 periods; then they are made again, the first two for one period each.
    const over = 40 * 2 ** 39;
    expect([-1, 0, 1].map((further) => climbAt(over + further))).toEqual([2 ** 40 - 2, 2 ** 40 - 1, 2 ** 40]);
    const model = restarts({ count: 1000, unit: 1 });
    expect(model.choose(islandsWithSeed(1000), random, over)).toBe((2 ** 40 - 1) % 1000);
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
