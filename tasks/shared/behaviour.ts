import { sha256 } from '../../src/base/hash.ts';

/** What a program did, as a hash of the numbers that it answered: −0 and 0 differ, as do any two doubles. */
export function behaviourOf(numbers: readonly number[]): string {
  return sha256(new Uint8Array(Float64Array.from(numbers).buffer));
}
