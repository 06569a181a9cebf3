import { quotient } from '../quotient.ts';

/**
 * The autoconvolution of a step function at its nodes. For n pieces of width w and heights a the function f∗f is linear
 * between the multiples of w, where it is w · Σᵢ aᵢ · a₍ₖ₋ᵢ₎; so its largest value stands at a node. Returned are the sums
 * without the factor w, 2n − 1 of them; before and after them f∗f is 0.
 */
export function autoconvolution(heights: readonly bigint[]): bigint[] {
  const sums = new Array<bigint>(Math.max(0, 2 * heights.length - 1)).fill(0n);
  for (let i = 0; i < heights.length; i += 1) {
    const height = heights[i] as bigint;
    if (height === 0n) continue;
    sums[2 * i] = (sums[2 * i] as bigint) + height * height;
    for (let j = i + 1; j < heights.length; j += 1) {
      sums[i + j] = (sums[i + j] as bigint) + 2n * height * (heights[j] as bigint);
    }
  }
  return sums;
}

export function sumOf(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}

export function largestOf(values: readonly bigint[]): bigint {
  let largest = values[0] as bigint;
  for (const value of values) if (value > largest) largest = value;
  return largest;
}

export function sizeOf(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/**
 * max f∗f / (∫f)² for f on [−1/4, 1/4] with n equal pieces of width 1/(2n): 2n · max c / (Σa)², the double nearest to the
 * exact value. `peak` is the largest of the sums c, or of their sizes.
 */
export function peakRatio(heights: readonly bigint[], peak: bigint): number {
  const total = sumOf(heights);
  return quotient(2n * BigInt(heights.length) * peak, total * total);
}
