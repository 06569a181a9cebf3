import type { StageResult } from '../core/evaluation.ts';

/** Compute that evaluators took for a candidate, beyond what the candidate took itself. */
export function reportedSteps(results: readonly StageResult[]): number {
  return results.reduce((sum, result) => sum + ((result.status === 'ok' && result.measurement.steps) || 0), 0);
}
