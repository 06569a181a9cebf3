import { autoconvolution, largestOf, peakRatio, sumOf } from '../shared/step-function/autoconvolution.ts';
import type { StepProblem } from '../shared/step-function/measure-steps.ts';

/**
 * C1 is the largest constant with max f∗f ≥ C1 · (∫f)² for all f ≥ 0 on [−1/4, 1/4]; so every f bounds it from above by
 * max f∗f / (∫f)² = 2n · max c / (Σa)² (Novikov et al. 2025, appendix B.1). Exact: f∗f is linear between its nodes.
 */
export const peakOverMass: StepProblem = {
  isSigned: false,
  label: 'A step function, and its autoconvolution below',
  solve(heights) {
    if (sumOf(heights) === 0n) return 'heights must not all be 0';
    const curve = autoconvolution(heights);
    return { score: peakRatio(heights, largestOf(curve)), curve };
  },
};
