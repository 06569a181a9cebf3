import { describe, expect, it } from 'vitest';
import { VectorCache } from './vector-cache.ts';

describe('a cache of vectors', () => {
  it('forgets what was not used for longest', () => {
    const cache = new VectorCache(2);
    cache.put('a', [1]);
    cache.put('b', [2]);
    expect(cache.get('a')).toEqual([1]);
    cache.put('c', [3]);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([[1], undefined, [3]]);
  });

  /** How many of these had to be made again. */
  function missing(cache: VectorCache, names: readonly string[]): number {
    const misses = names.filter((name) => {
      if (cache.get(name) !== undefined) return false;
      cache.put(name, [1]);
      return true;
    });
    return misses.length;
  }
  const names = (count: number, first = 0): string[] => Array.from({ length: count }, (_, index) => `${first + index}`);

  it('comes to have room for all that is used in turns', () => {
    const cache = new VectorCache(10);
    const members = names(500);
    for (let round = 0; round < 7; round++) missing(cache, members);
    expect(missing(cache, members)).toBe(0);
  });

  it('does so for what grows by one at a time with few vectors made twice', () => {
    const cache = new VectorCache(10);
    let made = 0;
    for (let count = 1; count <= 300; count++) made += missing(cache, names(count));
    expect(made).toBeLessThan(2 * 300);
  });

  it('does not grow for what is used once', () => {
    const cache = new VectorCache(10);
    missing(cache, names(1_000));
    // The last ten are all that is there.
    expect(missing(cache, names(10, 990))).toBe(0);
    expect(missing(cache, names(10, 980))).toBe(10);
  });
});
