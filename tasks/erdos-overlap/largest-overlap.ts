import { quotient } from '../shared/quotient.ts';
import { largestOf, sumOf } from '../shared/step-function/autoconvolution.ts';
import type { StepProblem } from '../shared/step-function/measure-steps.ts';

/**
 * Swinnerton-Dyer's form of Erdős' minimum overlap problem (Haugland, "The minimum overlap problem revisited", arXiv
 * 1609.08000): over h: [0, 2] → [0, 1] with ∫h = 1, the least value of the largest overlap
 *
 *     M(x) = ∫ h(t) · (1 − h(t + x)) dt,  t and t + x in [0, 2],  −2 ≤ x ≤ 2
 *
 * Any step function bounds it from above. Heights aᵢ are scaled here so that ∫h is 1 without any tolerance, to
 * hᵢ = aᵢ · n / (2A), A = Σa, and none may be above 1 then. M is linear between multiples of the width 2/n, where it is
 *
 *     M = Σᵢ aᵢ · (2A − n · aᵢ₊ₖ) / (2A²)
 */
export const largestOverlap: StepProblem = {
  isSigned: false,
  label: 'A step function, and the overlap with its complement by shift below',
  solve(heights) {
    const total = sumOf(heights);
    const count = BigInt(heights.length);
    const tooHigh = heights.findIndex((height) => count * height > 2n * total);
    if (total === 0n) return 'heights must not all be 0';
    if (tooHigh >= 0) return `height ${tooHigh} is above 1 when the integral is scaled to 1`;
    const complements = heights.map((height) => 2n * total - count * height);
    const curve = overlaps(heights, complements);
    return { score: quotient(largestOf(curve), 2n * total * total), curve };
  },
};

/** Σᵢ aᵢ · bᵢ₊ₖ for k from −(n − 1) to n − 1. */
function overlaps(a: readonly bigint[], b: readonly bigint[]): bigint[] {
  const sums = new Array<bigint>(2 * a.length - 1).fill(0n);
  for (let i = 0; i < a.length; i += 1) {
    if (a[i] === 0n) continue;
    for (let j = 0; j < b.length; j += 1) {
      const shift = j - i + a.length - 1;
      sums[shift] = (sums[shift] as bigint) + (a[i] as bigint) * (b[j] as bigint);
    }
  }
  return sums;
}
