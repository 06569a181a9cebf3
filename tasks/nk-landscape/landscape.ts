import { randomFrom, rootKey, subKey } from '../../src/base/random.ts';
import type { Blocks } from '../shared/landscape/blocks.ts';
import type { Landscape } from '../shared/landscape/measure-blocks.ts';
import { contributions, type NkModel, optimumOf } from './nk-model.ts';

const COUNT = 12;
const SIZE = 4;
const NEIGHBOURS = 4;

/** Contributions are whole numbers below this. */
const RANGE = 1_000;

const random = randomFrom(subKey(rootKey(0), 'nk-landscape'));
const MODEL: NkModel = {
  neighbours: NEIGHBOURS,
  tables: Array.from({ length: COUNT * SIZE }, () =>
    Array.from({ length: 2 ** (NEIGHBOURS + 1) }, () => random.integer(RANGE)),
  ),
};
const OPTIMUM = optimumOf(MODEL);

/** The contributions of the bits, added up by block. */
function byBlock(bits: readonly number[]): number[] {
  const parts = contributions(MODEL, bits);
  return Array.from({ length: COUNT }, (_, block) =>
    parts.slice(block * SIZE, (block + 1) * SIZE).reduce((total, part) => total + part, 0),
  );
}

/** An NK landscape with N = 48 bits and K = 4 neighbours on a ring, whose optimum `nk-model.ts` finds exactly. */
export const nkLandscape: Landscape = {
  count: COUNT,
  size: SIZE,
  values: (blocks: Blocks) => byBlock(blocks.flat()),
  optimum: OPTIMUM.value,
  best: byBlock(OPTIMUM.bits),
};
