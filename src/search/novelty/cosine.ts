import type { Vector } from '../../core/novelty.ts';

/**
 * Cosine of the angle between two vectors, −1 … 1; 0 where one of them is zero or the lengths differ.
 *
 *   a·b / (|a| |b|)
 */
export function cosine(a: Vector, b: Vector): number {
  if (a.length !== b.length) return 0;
  let product = 0;
  let squaresOfA = 0;
  let squaresOfB = 0;
  for (let index = 0; index < a.length; index++) {
    const x = a[index] as number;
    const y = b[index] as number;
    product += x * y;
    squaresOfA += x * x;
    squaresOfB += y * y;
  }
  const scale = Math.sqrt(squaresOfA) * Math.sqrt(squaresOfB);
  // Rounding may leave a hair outside of the range.
  return scale > 0 ? Math.min(Math.max(product / scale, -1), 1) : 0;
}
