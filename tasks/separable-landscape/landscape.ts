import { randomFrom, rootKey, subKey } from '../../src/base/random.ts';
import type { Blocks } from '../shared/landscape/blocks.ts';
import type { Landscape } from '../shared/landscape/measure-blocks.ts';

const COUNT = 12;
const SIZE = 4;

/** Weights are whole numbers from 1 to this. */
const HEAVIEST = 9;

const random = randomFrom(subKey(rootKey(0), 'separable-landscape'));

/** What each bit is worth when it is right, and which value is right. */
const BITS = Array.from({ length: COUNT * SIZE }, () => ({
  weight: 1 + random.integer(HEAVIEST),
  right: random.integer(2),
}));

const inBlock = (block: number): typeof BITS => BITS.slice(block * SIZE, (block + 1) * SIZE);

/**
 * f(x) = Σᵢ wᵢ · [xᵢ = tᵢ] over 48 bits with planted weights w and target t: OneMax with weights behind a mask. Every bit
 * counts for itself, so any single right flip is a gain and no other bit can take it back.
 */
export const separableLandscape: Landscape = {
  count: COUNT,
  size: SIZE,
  values: (blocks: Blocks) =>
    blocks.map((block, index) =>
      inBlock(index).reduce((total, { weight, right }, place) => total + (block[place] === right ? weight : 0), 0),
    ),
  optimum: BITS.reduce((total, { weight }) => total + weight, 0),
  best: Array.from({ length: COUNT }, (_, index) => inBlock(index).reduce((total, { weight }) => total + weight, 0)),
};
