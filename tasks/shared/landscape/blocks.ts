import { readPoints } from '../read-points.ts';

/** Bits in blocks: what the planted controls ask of a candidate. */
export type Blocks = readonly (readonly number[])[];

/**
 * The bit of a number: the parity of the whole number that is nearest to it. A step of one flips it from any value and in
 * either direction, so tuning of numbers is unbiased here; a threshold would let values drift away from it.
 */
export function bitOf(value: number): 0 | 1 {
  return Math.abs(Math.round(value)) % 2 === 1 ? 1 : 0;
}

/** Reads `count` lists of `size` finite numbers as bits; a sentence says what is wrong with anything else. */
export function readBlocks(answer: unknown, count: number, size: number): Blocks | string {
  const blocks = readPoints(answer, { call: 'blocks()', count, dimension: size, item: 'block' });
  return typeof blocks === 'string' ? blocks : blocks.map((block) => block.map(bitOf));
}
