import { beforeAll, describe, expect, it } from 'vitest';
import { type TaskUnderTest, taskUnderTest } from '../shared/task-under-test.ts';
import { nkLandscape } from './landscape.ts';

const { count, size, values, optimum, best } = nkLandscape;

const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0);
const blocksOf = (bits: readonly number[]): number[][] =>
  Array.from({ length: count }, (_, block) => bits.slice(block * size, (block + 1) * size));

/** The best of single flips, repeated until there is none that helps. */
function climb(start: readonly number[]): number {
  let bits = start;
  for (;;) {
    const value = sum(values(blocksOf(bits)));
    const flipped = bits.map((_, place) => bits.map((bit, index) => (index === place ? 1 - bit : bit)));
    const [next] = flipped.sort((a, b) => sum(values(blocksOf(b))) - sum(values(blocksOf(a))));
    if (next === undefined || sum(values(blocksOf(next))) <= value) return value;
    bits = next;
  }
}

let subject: TaskUnderTest;
beforeAll(async () => {
  subject = await taskUnderTest('nk-landscape');
});

describe('the NK landscape', () => {
  it('adds up to its optimum by block', () => {
    expect(sum(best)).toBe(optimum);
  });

  it('has local optima: climbs from plain strings end at different values below it', () => {
    const starts = [0, 1, 2, 3].map((start) =>
      Array.from({ length: count * size }, (_, place) => ((place >> start) & 1) ^ (place & 1)),
    );
    const ends = starts.map(climb);
    expect(new Set(ends).size).toBeGreaterThan(2);
    for (const end of ends) expect(end).toBeLessThan(optimum);
  });

  // Published scores belong to these tables, which come from a module that the version of the task does not see.
  it('never changes', () => {
    expect(optimum).toBe(38775);
    expect(sum(values(blocksOf(new Array(count * size).fill(0))))).toBe(23497);
  });

  it('starts from a program that is all zeros', async () => {
    const { score, metrics } = await subject.measure(subject.seed);
    expect(score).toBe((100 * (metrics?.value as number)) / optimum);
    expect((await subject.measure(subject.seed, 'validation')).artifacts?.picture).toMatch(/^<svg /);
  });
});
