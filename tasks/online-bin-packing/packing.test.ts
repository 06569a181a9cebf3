import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lowerBoundOf } from './instances.ts';
import { pack } from './packing.ts';
import { PAIRS, preferenceOrder } from './preference.ts';

type Priority = (item: number, remaining: number) => number;

const bestFit: Priority = (item, remaining) => item - remaining;
const worstFit: Priority = (item, remaining) => (remaining === 100 ? -1 : remaining - item);
const alwaysNew: Priority = (_item, remaining) => remaining;
const pickAny: Priority = (item, remaining) => (item * 37 + remaining * 61) % 17;

function orderOf(priority: Priority): Uint8Array {
  return preferenceOrder(PAIRS.map(([item, remaining]) => priority(item, remaining)));
}

/** The rules as they are told: a list of bins, each asked for its priority. Returns what remains in each used bin. */
function packNaively(items: Iterable<number>, priority: Priority): number[] {
  const bins: number[] = [];
  for (const item of items) {
    let chosen = bins.length;
    let best = { priority: priority(item, 100), remaining: 100 };
    for (const [index, remaining] of bins.entries()) {
      if (remaining < item) continue;
      const value = priority(item, remaining);
      if (value > best.priority || (value === best.priority && remaining < best.remaining)) {
        best = { priority: value, remaining };
        chosen = index;
      }
    }
    bins[chosen] = (bins[chosen] ?? 100) - item;
  }
  return bins;
}

const items = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 120 });

describe('pack', () => {
  // Worked by hand: what is free in the used bins at the end.
  it.each<[string, Priority, number[], number[]]>([
    ['Best Fit fills the gap of 40 first', bestFit, [60, 50, 40], [0, 50]],
    ['Best Fit opens a bin when nothing fits', bestFit, [60, 60, 60], [40, 40, 40]],
    ['Best Fit takes the tighter of two bins', bestFit, [60, 50, 30], [10, 50]],
    ['Worst Fit takes the emptier of two bins', worstFit, [60, 50, 30], [20, 40]],
    ['a rule that loves empty bins opens one each time', alwaysNew, [10, 10, 10], [90, 90, 90]],
    ['whole items fill whole bins', bestFit, [100, 100], [0, 0]],
    ['one rule, all priorities equal, is Best Fit', () => 0, [60, 50, 30], [10, 50]],
  ])('%s', (_what, priority, sizes, expected) => {
    const packing = pack(Uint8Array.from(sizes), orderOf(priority));
    const free = [...packing.remaining].flatMap((count, space) => new Array<number>(count).fill(space));
    expect(free).toEqual(expected.toSorted((a, b) => a - b));
    expect(packing.bins).toBe(expected.length);
  });

  it.each([
    ['Best Fit', bestFit],
    ['Worst Fit', worstFit],
    ['new bins', alwaysNew],
    ['a rule with many ties', pickAny],
  ])('agrees with the naive packer: %s', (_name, priority) => {
    const order = orderOf(priority);
    fc.assert(
      fc.property(items, (sizes) => {
        const naive = packNaively(sizes, priority);
        const packing = pack(Uint8Array.from(sizes), order);
        expect(packing.bins).toBe(naive.length);
        expect([...packing.remaining.entries()].flatMap(([space, count]) => new Array(count).fill(space))).toEqual(
          naive.toSorted((a, b) => a - b),
        );
      }),
    );
  });

  it('agrees with the naive packer for random tables', () => {
    const table = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: PAIRS.length, maxLength: PAIRS.length });
    const placeOf = new Map(PAIRS.map(([item, remaining], index) => [item * 101 + remaining, index]));
    fc.assert(
      fc.property(table, items, (priorities, sizes) => {
        const priority: Priority = (item, remaining) =>
          priorities[placeOf.get(item * 101 + remaining) as number] as number;
        expect(pack(Uint8Array.from(sizes), preferenceOrder(priorities)).bins).toBe(
          packNaively(sizes, priority).length,
        );
      }),
      { numRuns: 20 },
    );
  });

  it('never uses fewer bins than the lower bound, and loses no space', () => {
    const order = orderOf(pickAny);
    fc.assert(
      fc.property(items, (sizes) => {
        const sequence = Uint8Array.from(sizes);
        const { bins, remaining } = pack(sequence, order);
        expect(bins).toBeGreaterThanOrEqual(lowerBoundOf(sequence));
        const free = remaining.reduce((total, count, space) => total + count * space, 0);
        expect(bins * 100 - free).toBe(sizes.reduce((total, size) => total + size, 0));
      }),
    );
  });
});
