import { CAPACITY } from './instances.ts';
import { ROW } from './preference.ts';

/** More empty bins than any instance has items: one is always on offer. */
const ENDLESS = 2 ** 30;

export interface Packing {
  readonly bins: number;
  /** `remaining[r]`: number of used bins that end with r free, r = 0 … 99. */
  readonly remaining: Int32Array;
}

/**
 * Places the items in order of arrival. Bins with equal remaining capacity are interchangeable, so only their numbers
 * are kept, and an item goes to its most wanted remaining capacity that some bin has.
 */
export function pack(items: Uint8Array, order: Uint8Array): Packing {
  const count = new Int32Array(ROW);
  count[CAPACITY] = ENDLESS;
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index] as number;
    let place = item * ROW;
    let chosen = order[place] as number;
    while (count[chosen] === 0) {
      place += 1;
      chosen = order[place] as number;
    }
    count[chosen] = (count[chosen] as number) - 1;
    count[chosen - item] = (count[chosen - item] as number) + 1;
  }
  const bins = ENDLESS - (count[CAPACITY] as number);
  count[CAPACITY] = 0;
  return { bins, remaining: count };
}
