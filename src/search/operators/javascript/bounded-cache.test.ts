import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoundedCache } from './bounded-cache.ts';

describe('BoundedCache', () => {
  it('makes a value once and remembers it', () => {
    const cache = new BoundedCache<object>(100);
    const first = cache.getOrCreate('key', () => ({}));
    expect(cache.getOrCreate('key', () => ({}))).toBe(first);
    expect(cache.size).toBe(1);
  });

  it('forgets the key that was not asked for longest', () => {
    const cache = new BoundedCache<number>(4);
    cache.getOrCreate('aa', () => 1);
    cache.getOrCreate('bb', () => 2);
    cache.getOrCreate('aa', () => 0);
    cache.getOrCreate('cc', () => 3);
    expect(cache.getOrCreate('aa', () => 0)).toBe(1);
    expect(cache.getOrCreate('bb', () => 9)).toBe(9);
  });

  it('keeps an entry that is larger than the whole cache until the next one comes', () => {
    const cache = new BoundedCache<number>(2);
    cache.getOrCreate('much too long', () => 1);
    expect(cache.size).toBe(1);
    cache.getOrCreate('x', () => 2);
    expect(cache.getOrCreate('x', () => 0)).toBe(2);
    expect(cache.size).toBe(1);
  });

  it('never holds more characters than its capacity, one entry apart', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 8 }), { maxLength: 60 }), (keys) => {
        const cache = new BoundedCache<string>(20);
        for (const key of keys) {
          expect(cache.getOrCreate(key, () => key)).toBe(key);
          expect(cache.size).toBeGreaterThan(0);
          expect(cache.size).toBeLessThanOrEqual(20);
        }
      }),
    );
  });
});
