import type { CandidateHandle, Evaluate, EvaluationContext } from '../../core/task.ts';
import { openEvolveMeasurement } from './openevolve-outcome.ts';
import { shinkaMeasurement } from './shinka-outcome.ts';

/** Far apart, so that no split sees the instances of another one, whatever the run's seed. */
const SEED_OFFSETS: Readonly<Record<EvaluationContext['split'], number>> = {
  train: 0,
  validation: 1_000_000_007,
  test: 2_000_000_011,
};

/** Asks the process that holds both the task's evaluator and the program for the outcome of one evaluation. */
async function outcomeOf(candidate: CandidateHandle, { split, stage, seed }: EvaluationContext): Promise<unknown> {
  const context = { split, stage, seed: (seed + SEED_OFFSETS[split]) % 2_147_483_647 };
  const [outcome] = await candidate.call('evaluate', [[context]]);
  return outcome;
}

export const evaluateShinka: Evaluate = async (candidate, context) =>
  shinkaMeasurement(await outcomeOf(candidate, context));

export function evaluateOpenEvolve(featureDimensions: readonly string[]): Evaluate {
  return async (candidate, context) => openEvolveMeasurement(await outcomeOf(candidate, context), featureDimensions);
}
