import type { InvalidAnswer, Measurement } from '../../src/core/evaluation.ts';
import type { CandidateHandle, EvaluationContext } from '../../src/core/task.ts';
import { measureBlocks } from '../shared/landscape/measure-blocks.ts';
import { separableLandscape } from './landscape.ts';

/** Share of the optimum in %, maximised; see `landscape.ts`. */
export function evaluate(
  candidate: CandidateHandle,
  { split }: EvaluationContext,
): Promise<Measurement | InvalidAnswer> {
  return measureBlocks(candidate, separableLandscape, split !== 'train');
}
