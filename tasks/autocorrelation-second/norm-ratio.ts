import { quotient } from '../shared/quotient.ts';
import { autoconvolution, largestOf, sumOf } from '../shared/step-function/autoconvolution.ts';
import type { StepProblem } from '../shared/step-function/measure-steps.ts';

/**
 * C2 is the least constant with ‖f∗f‖₂² ≤ C2 · ‖f∗f‖₁ · ‖f∗f‖∞ for all f ≥ 0; so every f bounds it from below by the ratio
 * (Novikov et al. 2025, appendix B.2). Between its nodes c₀ = 0, c₁, …, 0 the autoconvolution is linear, so with u and v at
 * the ends of a piece ∫(f∗f)² is (u² + uv + v²) / 3 per width, ∫f∗f is (u + v) / 2, and the width cancels:
 *
 *     Σ (u² + uv + v²) / (3 · Σ c · max c)
 */
export const normRatio: StepProblem = {
  isSigned: false,
  label: 'A step function, and its autoconvolution below',
  solve(heights) {
    if (sumOf(heights) === 0n) return 'heights must not all be 0';
    const curve = autoconvolution(heights);
    let squares = 0n;
    let before = 0n;
    for (const value of [...curve, 0n]) {
      squares += before * before + before * value + value * value;
      before = value;
    }
    return { score: quotient(squares, 3n * sumOf(curve) * largestOf(curve)), curve };
  },
};
