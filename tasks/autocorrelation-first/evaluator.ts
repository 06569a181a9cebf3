import type { InvalidAnswer, Measurement } from '../../src/core/evaluation.ts';
import type { CandidateHandle, EvaluationContext } from '../../src/core/task.ts';
import { measureSteps } from '../shared/step-function/measure-steps.ts';
import { peakOverMass } from './peak-over-mass.ts';

/** C1 upper bound of a step function, minimised; see `peak-over-mass.ts`. */
export function evaluate(
  candidate: CandidateHandle,
  { split }: EvaluationContext,
): Promise<Measurement | InvalidAnswer> {
  return measureSteps(candidate, peakOverMass, split !== 'train');
}
