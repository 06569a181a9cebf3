import { show } from '../show.ts';

/** More pieces than this only cost time: values on record have at most 600. */
export const MOST_PIECES = 600;

/** Sizes of heights that are not 0. What lies outside only tries the arithmetic of a checker. */
const SMALLEST = 1e-9;
const LARGEST = 1e9;

/**
 * Reads an untrusted answer as the heights of a step function with pieces of equal width: 1 … 600 finite numbers, each 0
 * or of a size from 1e-9 to 1e9, none negative unless `isSigned`. A sentence says what is wrong with anything else.
 */
export function readHeights(answer: unknown, isSigned: boolean): readonly number[] | string {
  if (!Array.isArray(answer)) return `heights() must answer a list of numbers, not ${show(answer)}`;
  if (answer.length < 1 || answer.length > MOST_PIECES) {
    return `heights() must answer 1 to ${MOST_PIECES} numbers, not ${answer.length}`;
  }
  for (const [index, height] of answer.entries()) {
    if (typeof height !== 'number' || !Number.isFinite(height)) {
      return `height ${index} must be a finite number, not ${show(height)}`;
    }
    if (height < 0 && !isSigned) return `height ${index} is negative: ${height}`;
    const size = Math.abs(height);
    if (size !== 0 && (size < SMALLEST || size > LARGEST)) {
      return `height ${index} is ${height}; sizes are 0 or from ${SMALLEST} to ${LARGEST}`;
    }
  }
  return answer;
}
