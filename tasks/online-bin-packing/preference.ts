import { CAPACITY } from './instances.ts';

/** Row length of the tables below: remaining capacities 0..100. */
export const ROW = CAPACITY + 1;

/** Every question that a packing can ask: all (item, remaining) with 1 ≤ item ≤ remaining ≤ capacity, item by item. */
export const PAIRS: readonly (readonly [item: number, remaining: number])[] = Array.from(
  { length: CAPACITY },
  (_, index) => Array.from({ length: CAPACITY - index }, (_, more) => [index + 1, index + 1 + more] as const),
).flat();

/**
 * What of a priority function matters: for each item the remaining capacities from most to least wanted, the smaller
 * one first among equals. `order[item * ROW + k]` is the k-th choice, k = 0 … capacity − item; the rest is 0.
 * `priorities` are numbers, none of them NaN, in the order of `PAIRS`.
 */
export function preferenceOrder(priorities: ArrayLike<number>): Uint8Array {
  const order = new Uint8Array(ROW * ROW);
  let offset = 0;
  for (let item = 1; item <= CAPACITY; item += 1) {
    // Binary insertion keeps the sort stable; priorities mostly rise or fall with `remaining`, so the ends go first.
    const base = item * ROW;
    const priorityAt = (place: number): number => priorities[offset + (order[base + place] as number) - item] as number;
    for (let length = 0; length <= CAPACITY - item; length += 1) {
      const priority = priorities[offset + length] as number;
      let low = 0;
      let high = length;
      if (length > 0 && priorityAt(length - 1) >= priority) low = length;
      else if (length > 0 && priorityAt(0) < priority) high = 0;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (priorityAt(middle) >= priority) low = middle + 1;
        else high = middle;
      }
      order.copyWithin(base + low + 1, base + low, base + length);
      order[base + low] = item + length;
    }
    offset += CAPACITY - item + 1;
  }
  return order;
}

/**
 * How often a smaller remaining capacity stands right before a larger one in the order: 1 for Best Fit, 0 for its
 * opposite, between for rules that look at more than the gap. Range 0..1; a descriptor that is cheap and not a score.
 */
export function tightFirstShare(order: Uint8Array): number {
  let ascending = 0;
  let pairs = 0;
  for (let item = 1; item < CAPACITY; item += 1) {
    const last = item * ROW + CAPACITY - item;
    for (let place = item * ROW; place < last; place += 1) {
      if ((order[place] as number) < (order[place + 1] as number)) ascending += 1;
      pairs += 1;
    }
  }
  return ascending / pairs;
}
