import type { InvalidAnswer, Measurement } from '../../src/core/evaluation.ts';
import type { CandidateHandle, EvaluationContext } from '../../src/core/task.ts';
import { measureSteps } from '../shared/step-function/measure-steps.ts';
import { signedPeak } from './signed-peak.ts';

/** C3 upper bound of a signed step function, minimised; see `signed-peak.ts`. */
export function evaluate(
  candidate: CandidateHandle,
  { split }: EvaluationContext,
): Promise<Measurement | InvalidAnswer> {
  return measureSteps(candidate, signedPeak, split !== 'train');
}
