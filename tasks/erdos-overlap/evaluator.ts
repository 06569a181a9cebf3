import type { InvalidAnswer, Measurement } from '../../src/core/evaluation.ts';
import type { CandidateHandle, EvaluationContext } from '../../src/core/task.ts';
import { measureSteps } from '../shared/step-function/measure-steps.ts';
import { largestOverlap } from './largest-overlap.ts';

/** Upper bound of the overlap constant, minimised; see `largest-overlap.ts`. */
export function evaluate(
  candidate: CandidateHandle,
  { split }: EvaluationContext,
): Promise<Measurement | InvalidAnswer> {
  return measureSteps(candidate, largestOverlap, split !== 'train');
}
