import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/base/hash.ts';
import { rootKey } from '../../src/base/random.ts';
import { mean } from '../../src/base/statistics.ts';
import { instancesOf, longInstances, lowerBoundOf, weibullItems } from './instances.ts';

describe('weibullItems', () => {
  const items = weibullItems(rootKey(7), 100_000);

  it('gives whole sizes from 1 to 100', () => {
    expect(Math.min(...items.subarray(0, 50_000))).toBeGreaterThanOrEqual(1);
    expect(items.every((size) => size >= 1 && size <= 100)).toBe(true);
  });

  // P(X ≤ x) = 1 − exp(−(x/45)³); a size of k covers k − 0.5 … k + 0.5.
  it.each([10, 20, 30, 40, 50, 60, 80])('has the right share of sizes up to %i', (size) => {
    const share = items.filter((item) => item <= size).length / items.length;
    expect(share).toBeCloseTo(1 - Math.exp(-(((size + 0.5) / 45) ** 3)), 2);
  });

  it('has the mean of the distribution, 45 · Γ(4/3)', () => {
    expect(mean([...items])).toBeCloseTo(45 * 0.8929795, 0);
  });
});

describe('lowerBoundOf', () => {
  it.each([
    [[50, 50], 1],
    [[50, 51], 2],
    [[1], 1],
    [[100, 100, 1], 3],
  ])('%j needs %i', (items, bound) => {
    expect(lowerBoundOf(Uint8Array.from(items))).toBe(bound);
  });

  it('is the sum over the capacity, rounded up', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1 }), (items) => {
        const sum = items.reduce((total, item) => total + item, 0);
        const bound = lowerBoundOf(Uint8Array.from(items));
        expect(bound * 100).toBeGreaterThanOrEqual(sum);
        expect((bound - 1) * 100).toBeLessThan(sum);
      }),
    );
  });
});

describe('the instances', () => {
  const sequences = [
    ...instancesOf('train'),
    ...instancesOf('validation'),
    ...instancesOf('test'),
    ...longInstances(),
  ].map(({ items }) => items);

  it('are as many and as long as the task says', () => {
    expect(instancesOf('train')).toHaveLength(20);
    expect(instancesOf('validation')).toHaveLength(20);
    expect(instancesOf('test')).toHaveLength(20);
    expect(longInstances()).toHaveLength(5);
    expect(new Set(sequences.map(({ length }) => length))).toEqual(new Set([5_000, 10_000]));
  });

  it('differ in every split', () => {
    expect(new Set(sequences.map((items) => sha256(items))).size).toBe(sequences.length);
    // No instance is the beginning of another one.
    expect(new Set(sequences.map((items) => items.subarray(0, 50).join())).size).toBe(sequences.length);
  });

  // Published scores belong to these very items. They come from a module outside this folder, which the version of
  // the task does not see: if this fails, give the task a new name.
  it('never change', () => {
    expect(sha256(sequences.map((items) => sha256(items)).join())).toBe(
      '2013e1f87e893897c952eafbea70a9a772ef3b42cbb2373010c597b348b8d5cd',
    );
  });
});
