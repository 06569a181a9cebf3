import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFrom, rootKey, slotKey, subKey } from './random.ts';

const draws = (key: Parameters<typeof randomFrom>[0], count: number): number[] => {
  const random = randomFrom(key);
  return Array.from({ length: count }, () => random.float());
};

/** Pearson's statistic against a uniform distribution. */
const chiSquare = (counts: readonly number[]): number => {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
};

describe('keys', () => {
  it('give the same draws for the same name, and others for another', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.nat(), fc.string(), (seed, slot, purpose) => {
        expect(draws(slotKey(seed, slot, purpose), 5)).toEqual(draws(slotKey(seed, slot, purpose), 5));
        expect(draws(slotKey(seed, slot, purpose), 5)).not.toEqual(draws(slotKey(seed, slot + 1, purpose), 5));
        expect(draws(slotKey(seed, slot, purpose), 5)).not.toEqual(draws(slotKey(seed + 1, slot, purpose), 5));
        expect(draws(slotKey(seed, slot, purpose), 5)).not.toEqual(draws(slotKey(seed, slot, `${purpose}!`), 5));
      }),
    );
  });

  it('nest', () => {
    expect(subKey(subKey(rootKey(7), 12), 'parent')).toEqual(slotKey(7, 12, 'parent'));
  });

  it('stay as they are from release to release: a log depends on them', () => {
    expect(draws(slotKey(1, 0, 'parent'), 3).map((value) => value.toFixed(12))).toMatchInlineSnapshot(`
      [
        "0.972682872093",
        "0.930749483909",
        "0.952107844562",
      ]
    `);
  });
});

describe('draws', () => {
  it('are uniform over first draws of neighbouring keys, where a weak hash would show', () => {
    const counts = new Array<number>(16).fill(0);
    for (let slot = 0; slot < 16_000; slot++) {
      const bin = Math.floor(randomFrom(slotKey(3, slot, 'island')).float() * 16);
      counts[bin] = (counts[bin] as number) + 1;
    }
    // 15 degrees of freedom: 44.3 is exceeded once in 10,000.
    expect(chiSquare(counts)).toBeLessThan(44.3);
  });

  it('integers stay below their bound and reach every value', () => {
    const random = randomFrom(rootKey(5));
    const counts = new Array<number>(7).fill(0);
    for (let i = 0; i < 7_000; i++) {
      const value = random.integer(7);
      counts[value] = (counts[value] as number) + 1;
    }
    expect(counts).toHaveLength(7);
    // 6 degrees of freedom.
    expect(chiSquare(counts)).toBeLessThan(27.9);
  });

  it('normals have mean 0 and variance 1', () => {
    const random = randomFrom(rootKey(11));
    const values = Array.from({ length: 20_000 }, () => random.normal());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    // Four standard errors.
    expect(Math.abs(mean)).toBeLessThan(0.0283);
    expect(Math.abs(variance - 1)).toBeLessThan(0.04);
  });

  it('weights decide how often an item is picked, and zero weight means never', () => {
    const random = randomFrom(rootKey(2));
    const counts = { a: 0, b: 0, c: 0 };
    for (let i = 0; i < 8_000; i++) counts[random.pickWeighted(['a', 'b', 'c'] as const, [1, 0, 3])] += 1;
    expect(counts.b).toBe(0);
    expect(counts.c / counts.a).toBeGreaterThan(2.7);
    expect(counts.c / counts.a).toBeLessThan(3.3);
  });

  it('all weights zero means uniform', () => {
    const random = randomFrom(rootKey(2));
    const seen = new Set(Array.from({ length: 100 }, () => random.pickWeighted([1, 2, 3], [0, 0, 0])));
    expect(seen.size).toBe(3);
  });

  it('shuffle keeps every item and leaves the list alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.nat(), (items, seed) => {
        const before = [...items];
        const shuffled = randomFrom(rootKey(seed)).shuffle(items);
        expect(items).toEqual(before);
        expect([...shuffled].sort((a, b) => a - b)).toEqual([...before].sort((a, b) => a - b));
      }),
    );
  });

  it('an empty list cannot be picked from', () => {
    expect(() => randomFrom(rootKey(1)).pick([])).toThrow(RangeError);
  });
});
