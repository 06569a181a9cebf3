import type { InvalidAnswer, Measurement } from '../../src/core/evaluation.ts';
import type { CandidateHandle, EvaluationContext } from '../../src/core/task.ts';
import { measureSteps } from '../shared/step-function/measure-steps.ts';
import { normRatio } from './norm-ratio.ts';

/** C2 lower bound of a step function, maximised; see `norm-ratio.ts`. */
export function evaluate(
  candidate: CandidateHandle,
  { split }: EvaluationContext,
): Promise<Measurement | InvalidAnswer> {
  return measureSteps(candidate, normRatio, split !== 'train');
}
