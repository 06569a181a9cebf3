import type { InvalidAnswer, Measurement } from '../../src/core/evaluation.ts';
import type { CandidateHandle, EvaluationContext } from '../../src/core/task.ts';
import { behaviourOf } from '../shared/behaviour.ts';
import { type IntegerVector, readConfiguration } from './configuration.ts';
import { picture } from './picture.ts';

const DIMENSIONS = [4, 5, 6, 7, 8];

/** Best numbers that are known, in the same order. */
const BEST_KNOWN = [24, 40, 72, 126, 240];

// One object: equal questions are answered from memory.
const QUESTION = DIMENSIONS.map((d) => [d]);

/**
 * The number of vectors in kissing configurations of 4 to 8 dimensions together, maximised. Each configuration is
 * checked in whole numbers; one that is none makes the candidate invalid. There is one instance for each dimension: train,
 * validation and test are the same configurations, checked again each time.
 */
export async function evaluate(
  candidate: CandidateHandle,
  { split }: EvaluationContext,
): Promise<Measurement | InvalidAnswer> {
  const answers = await candidate.call('vectors', QUESTION);
  const configurations: (readonly IntegerVector[])[] = [];
  for (const [index, d] of DIMENSIONS.entries()) {
    const configuration = readConfiguration(answers[index], d);
    if (typeof configuration === 'string') return { invalid: configuration };
    configurations.push(configuration);
  }
  const counts = configurations.map((vectors) => vectors.length);
  const drawn = configurations.map((vectors, index) => ({ label: `d = ${DIMENSIONS[index]}`, vectors }));
  return {
    score: counts.reduce((sum, count) => sum + count, 0),
    metrics: Object.fromEntries(DIMENSIONS.map((d, index) => [`count${d}`, counts[index] as number])),
    instances: counts,
    descriptors: [counts[2] as number, counts[4] as number],
    feedback: DIMENSIONS.map((d, index) => `d = ${d}: ${counts[index]} of ${BEST_KNOWN[index]}`).join('\n'),
    ...(split === 'train' ? {} : { artifacts: { picture: picture(drawn), configurations } }),
    behaviour: behaviourOf(configurations.flatMap((vectors) => [vectors.length, ...vectors.flat()])),
  };
}
