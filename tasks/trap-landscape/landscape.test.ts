import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Program } from '../../src/core/program.ts';
import { trustedCandidate } from '../../src/tasks/trusted-candidate.ts';
import { type TaskUnderTest, taskUnderTest } from '../shared/task-under-test.ts';
import { trap, trapLandscape } from './landscape.ts';

const { count, size, values, optimum } = trapLandscape;

let subject: TaskUnderTest;
/** The bits of every seed program. */
let seeds: (readonly (readonly number[])[])[];

beforeAll(async () => {
  subject = await taskUnderTest('trap-landscape');
  seeds = await Promise.all(subject.task.seeds.map(bitsOf));
});

async function bitsOf(program: Program): Promise<number[][]> {
  const [answer] = await (await trustedCandidate(program)).call('blocks', [[]]);
  return answer as number[][];
}

describe('trap', () => {
  // k = 5 by hand: 4, 3, 2, 1, 0 and then the jump to 5.
  it.each([
    [0, 4],
    [1, 3],
    [2, 2],
    [3, 1],
    [4, 0],
    [5, 5],
  ])('is worth with %i of 5 right: %i', (right, value) => {
    expect(trap(right, 5)).toBe(value);
  });

  it('leads away from its optimum: every right bit but the last one is a loss', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 20 }), (k) => {
        for (let right = 0; right + 1 < k; right += 1) expect(trap(right + 1, k)).toBeLessThan(trap(right, k));
        expect(trap(k, k)).toBe(trap(0, k) + 1);
      }),
    );
  });
});

describe('the seed programs', () => {
  it('are all ways in which three of the six blocks are right, and all equally good', async () => {
    const patterns = seeds.map((blocks) => values(blocks).join(''));
    expect(new Set(patterns).size).toBe(20);
    for (const pattern of patterns) expect([...pattern].sort().join('')).toBe('444555');
    expect(await subject.measure(subject.seed)).toMatchObject({ score: 90 });
  });

  it('are local optima: every single flip is a loss', () => {
    for (const blocks of seeds) {
      const sum = (changed: readonly (readonly number[])[]): number =>
        values(changed).reduce((total, value) => total + value, 0);
      for (let place = 0; place < count * size; place += 1) {
        const changed = blocks.map((block, index) =>
          block.map((bit, at) => (index * size + at === place ? 1 - bit : bit)),
        );
        expect(sum(changed)).toBeLessThan(sum(blocks));
      }
    }
  });

  it('hold the optimum between them', () => {
    const best = Array.from(
      { length: count },
      (_, block) => seeds.find((blocks) => values(blocks)[block] === size)?.[block] as readonly number[],
    );
    expect(values(best)).toEqual([5, 5, 5, 5, 5, 5]);
    expect(optimum).toBe(30);
  });

  // Published scores belong to this target, which comes from a module that the version of the task does not see.
  it('never change their target', () => {
    const zeros = Array.from({ length: count }, () => new Array<number>(size).fill(0));
    expect(values(zeros)).toEqual([3, 2, 1, 2, 2, 1]);
  });
});
