import { randomFrom, rootKey, subKey } from '../../src/base/random.ts';
import type { Blocks } from '../shared/landscape/blocks.ts';
import type { Landscape } from '../shared/landscape/measure-blocks.ts';

const COUNT = 6;
const SIZE = 5;

/** The planted right blocks; drawn, so that no program that is all zeros or repeats itself comes near them. */
const random = randomFrom(subKey(rootKey(0), 'trap-landscape'));
const TARGET: Blocks = Array.from({ length: COUNT }, () => Array.from({ length: SIZE }, () => random.integer(2)));

/**
 * The deceptive trap of a block with u of k bits right (Deb and Goldberg, "Analyzing deception in trap functions", FOGA 2,
 * 1993, in its common form): k when all are right, else k − 1 − u. Each right bit makes a block worse until the last one.
 */
export function trap(right: number, k: number): number {
  return right === k ? k : k - 1 - right;
}

/** The sum of six traps of order five over bits behind a mask. */
export const trapLandscape: Landscape = {
  count: COUNT,
  size: SIZE,
  values: (blocks: Blocks) =>
    blocks.map((block, index) => {
      const target = TARGET[index] as readonly number[];
      return trap(block.filter((bit, place) => bit === target[place]).length, SIZE);
    }),
  optimum: COUNT * SIZE,
  best: new Array<number>(COUNT).fill(SIZE),
};
