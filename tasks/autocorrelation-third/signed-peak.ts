import { autoconvolution, largestOf, peakRatio, sizeOf, sumOf } from '../shared/step-function/autoconvolution.ts';
import type { StepProblem } from '../shared/step-function/measure-steps.ts';

/**
 * C3 is the largest constant with max |f∗f| ≥ C3 · (∫f)² for all f on [−1/4, 1/4], also negative ones; so every f bounds it
 * from above by max |f∗f| / (∫f)² = 2n · max |c| / (Σa)² (Novikov et al. 2025, appendix B.3). Exact: |f∗f| has its largest
 * value at a node, because f∗f is linear between them.
 */
export const signedPeak: StepProblem = {
  isSigned: true,
  label: 'A signed step function, and its autoconvolution below',
  solve(heights) {
    if (sumOf(heights) === 0n) return 'the heights must not add up to 0';
    const curve = autoconvolution(heights);
    return { score: peakRatio(heights, largestOf(curve.map(sizeOf))), curve };
  },
};
