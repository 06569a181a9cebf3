import type { InvalidAnswer, Measurement } from '../../src/core/evaluation.ts';
import type { CandidateHandle, EvaluationContext } from '../../src/core/task.ts';
import { behaviourOf } from '../shared/behaviour.ts';
import { countsOf, exponentOf, readSet } from './integer-set.ts';
import { setPicture } from './picture.ts';

// One object: equal questions are answered from memory.
const QUESTION: [][] = [[]];

/** Exponent that a set of whole numbers proves, maximised; the counts behind it are exact. */
export async function evaluate(
  candidate: CandidateHandle,
  { split }: EvaluationContext,
): Promise<Measurement | InvalidAnswer> {
  const [answer] = await candidate.call('members', QUESTION);
  const members = readSet(answer);
  if (typeof members === 'string') return { invalid: members };
  const counts = countsOf(members);
  return {
    score: exponentOf(counts),
    metrics: { members: members.length, ...counts },
    descriptors: [Math.log10(members.length), Math.log10(counts.largest)],
    feedback: `${members.length} members up to ${counts.largest}: ${counts.differences} differences, ${counts.sums} sums.`,
    behaviour: behaviourOf(members),
    ...(split === 'train' ? {} : { artifacts: { picture: setPicture(members) } }),
  };
}
