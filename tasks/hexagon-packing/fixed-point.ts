import { wholeNumbers } from '../shared/dyadic.ts';

/** Bits after the point. All fixed-point numbers here are integers in units of 2^-320. */
const BITS = 320n;
export const ONE = 1n << BITS;

/**
 * Bound of the error of `fromDouble`, `cosineAndSine` and `HALF_ROOT_3`, and of a product of two numbers below 2^20 that
 * carry such errors: 2^-240. Each operation loses less than 2^-319, doubling the angle 24 times at most multiplies that by
 * 4^24, and there are fewer than 100 operations.
 */
export const ERROR = 1n << (BITS - 240n);

export function multiply(a: bigint, b: bigint): bigint {
  return (a * b) >> BITS;
}

/** √3 / 2, from the whole square root of 3 · 4^319. */
export const HALF_ROOT_3 = squareRoot(3n << (2n * BITS)) >> 1n;

/** Doubles of at least 2^-320 that are not 0 are exact when they have no bits below that; of others the rest is lost. */
export function fromDouble(value: number): bigint {
  const { integers, one } = wholeNumbers([value]);
  return ((integers[0] as bigint) << BITS) / one;
}

/** Angles are halved this often before their series is summed up. */
const HALVINGS = 24;

/**
 * Cosine and sine of an angle in radians, up to 1000 in size, by Taylor series of angle / 2^24 (below 10^-4, so that 40
 * terms leave less than 2^-320) and the formulas of the double angle: cos 2t = 1 − 2 sin² t, sin 2t = 2 sin t cos t.
 */
export function cosineAndSine(angle: number): readonly [cosine: bigint, sine: bigint] {
  const small = fromDouble(angle) >> BigInt(HALVINGS);
  let cosine = 0n;
  let sine = 0n;
  let term = ONE;
  for (let k = 0; k < 40; k += 1) {
    // Terms of the exponential series of i · angle go round the four directions.
    const signed = k % 4 < 2 ? term : -term;
    if (k % 2 === 0) cosine += signed;
    else sine += signed;
    term = multiply(term, small) / BigInt(k + 1);
  }
  for (let k = 0; k < HALVINGS; k += 1) {
    [cosine, sine] = [ONE - 2n * multiply(sine, sine), 2n * multiply(sine, cosine)];
  }
  return [cosine, sine];
}

/** The whole part of a square root, by Newton's method from above. */
function squareRoot(square: bigint): bigint {
  let root = 1n << BigInt(Math.ceil(square.toString(2).length / 2) + 1);
  for (;;) {
    const next = (root + square / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
