import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAIRS, preferenceOrder, ROW, tightFirstShare } from './preference.ts';

const choicesFor = (order: Uint8Array, item: number): number[] => [
  ...order.subarray(item * ROW, item * ROW + 101 - item),
];

const orderOf = (priority: (item: number, remaining: number) => number): Uint8Array =>
  preferenceOrder(PAIRS.map(([item, remaining]) => priority(item, remaining)));

describe('PAIRS', () => {
  it('has every question once', () => {
    expect(PAIRS).toHaveLength(5050);
    expect(new Set(PAIRS.map(String)).size).toBe(5050);
    expect(PAIRS.every(([item, remaining]) => 1 <= item && item <= remaining && remaining <= 100)).toBe(true);
  });
});

describe('preferenceOrder', () => {
  it('sorts by priority', () => {
    const order = orderOf((item, remaining) => (item === 98 ? [3, 1, 2][remaining - 98] : 0) as number);
    expect(choicesFor(order, 98)).toEqual([98, 100, 99]);
  });

  it('takes the smaller remaining capacity first among equals', () => {
    expect(
      choicesFor(
        orderOf(() => 7),
        96,
      ),
    ).toEqual([96, 97, 98, 99, 100]);
    expect(
      choicesFor(
        orderOf((_, remaining) => remaining % 2),
        96,
      ),
    ).toEqual([97, 99, 96, 98, 100]);
  });

  it('orders infinities and signed zeros', () => {
    const values = [Number.NEGATIVE_INFINITY, -0, 0, Number.POSITIVE_INFINITY];
    const order = orderOf((item, remaining) => (item === 97 ? values[remaining - 97] : 0) as number);
    expect(choicesFor(order, 97)).toEqual([100, 98, 99, 97]);
  });

  it('agrees with a stable sort', () => {
    const value = fc.oneof(fc.integer({ min: -4, max: 4 }), fc.double({ noNaN: true }));
    const table = fc.array(value, { minLength: PAIRS.length, maxLength: PAIRS.length });
    fc.assert(
      fc.property(table, (priorities) => {
        const order = preferenceOrder(priorities);
        let offset = 0;
        for (let item = 1; item <= 100; item += 1) {
          const row = Array.from({ length: 101 - item }, (_, index) => index);
          const from = offset;
          row.sort((a, b) => {
            const left = priorities[from + a] as number;
            const right = priorities[from + b] as number;
            return left === right ? 0 : right > left ? 1 : -1;
          });
          expect(choicesFor(order, item)).toEqual(row.map((index) => item + index));
          offset += row.length;
        }
      }),
      { numRuns: 20 },
    );
  });

  it('sees only the order: any rising change of the priorities leaves it as it is', () => {
    const priority = (item: number, remaining: number): number => ((item * 7 + remaining * 13) % 23) - 11;
    const changed = (item: number, remaining: number): number => Math.atan(priority(item, remaining)) * item + item;
    expect(orderOf(changed)).toEqual(orderOf(priority));
  });
});

describe('tightFirstShare', () => {
  it.each<[string, (item: number, remaining: number) => number, number]>([
    ['Best Fit', (item, remaining) => item - remaining, 1],
    ['its opposite', (item, remaining) => remaining - item, 0],
    ['no preference', () => 0, 1],
  ])('%s: %f', (_name, priority, expected) => {
    expect(tightFirstShare(orderOf(priority))).toBe(expected);
  });

  it('is between for a mixture', () => {
    const share = tightFirstShare(orderOf((item, remaining) => Math.abs(remaining - item - 30)));
    expect(share).toBeGreaterThan(0.05);
    expect(share).toBeLessThan(0.95);
  });
});
