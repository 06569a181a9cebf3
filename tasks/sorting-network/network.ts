import { show } from '../shared/show.ts';

/** Puts the smaller of two values on the first channel, which has the lower number. */
export type Comparator = readonly [low: number, high: number];

/** Longer networks than this are not worth checking. */
const MOST_COMPARATORS = 200;

/** Reads an untrusted answer as comparators of `channels` channels. A sentence says what is wrong with anything else. */
export function readNetwork(answer: unknown, channels: number): readonly Comparator[] | string {
  if (!Array.isArray(answer)) return `network(${channels}) must answer a list of comparators, not ${show(answer)}`;
  if (answer.length > MOST_COMPARATORS) {
    return `network(${channels}) must answer at most ${MOST_COMPARATORS} comparators, not ${answer.length}`;
  }
  const comparators: Comparator[] = [];
  for (const [index, item] of answer.entries()) {
    if (!isComparator(item, channels)) {
      return `comparator ${index} must be [low, high] with 0 ≤ low < high < ${channels}, not ${show(item)}`;
    }
    comparators.push(item);
  }
  return comparators;
}

function isComparator(item: unknown, channels: number): item is Comparator {
  if (!Array.isArray(item) || item.length !== 2) return false;
  const [low, high]: unknown[] = item;
  if (!Number.isInteger(low) || !Number.isInteger(high)) return false;
  return (low as number) >= 0 && (low as number) < (high as number) && (high as number) < channels;
}

/**
 * A list of zeros and ones that a network leaves unsorted, as a number whose bit i is channel i; undefined when there is
 * none. By the zero-one principle the network then sorts everything (Knuth, The Art of Computer Programming 3, 5.3.4).
 */
export function unsortedInput(channels: number, comparators: readonly Comparator[]): number | undefined {
  for (let input = 0; input < 2 ** channels; input += 1) {
    let state = input;
    for (const [low, high] of comparators) {
      const isWrong = ((state >> low) & 1) === 1 && ((state >> high) & 1) === 0;
      if (isWrong) state ^= (1 << low) | (1 << high);
    }
    // Sorted: no one below a zero. Adding the lowest one to ones at the top gives a power of two.
    if (state !== 0 && state + (state & -state) !== 2 ** channels) return input;
  }
  return undefined;
}

/** The number of steps when comparators that share no channel work at once. */
export function depthOf(comparators: readonly Comparator[]): number {
  const depths = new Map<number, number>();
  let deepest = 0;
  for (const [low, high] of comparators) {
    const depth = 1 + Math.max(depths.get(low) ?? 0, depths.get(high) ?? 0);
    depths.set(low, depth);
    depths.set(high, depth);
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
