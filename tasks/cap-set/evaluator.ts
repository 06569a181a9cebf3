import type { InvalidAnswer, Measurement } from '../../src/core/evaluation.ts';
import type { CandidateHandle, EvaluationContext } from '../../src/core/task.ts';
import { behaviourOf } from '../shared/behaviour.ts';
import { show } from '../shared/show.ts';
import { greedyCapSet, lineIn } from './greedy.ts';
import { capSetPicture } from './picture.ts';
import { VECTORS } from './vectors.ts';

// One object: equal questions are answered from memory.
const QUESTION = VECTORS.map((vector) => [vector] as const);

/**
 * Size of the cap set that a greedy choice by the candidate's priorities makes, maximised. The candidate is asked for all
 * 6,561 priorities; the set is built here and checked again without what built it.
 */
export async function evaluate(
  candidate: CandidateHandle,
  { split }: EvaluationContext,
): Promise<Measurement | InvalidAnswer> {
  const priorities = await candidate.call('priority', QUESTION);
  const wrong = VECTORS.findIndex((_, vector) => !isPriority(priorities[vector]));
  if (wrong >= 0) {
    const shown = Number.isNaN(priorities[wrong]) ? 'NaN' : show(priorities[wrong]);
    return { invalid: `priority([${VECTORS[wrong]}]) must answer a number, not ${shown}` };
  }
  const set = greedyCapSet(priorities as readonly number[]);
  const line = lineIn(set);
  if (line !== undefined) throw new Error(`the greedy choice took the line ${line.join(', ')}`);

  const levels = new Set(priorities).size;
  const zeros = set.filter((vector) => VECTORS[vector]?.includes(0)).length / set.length;
  return {
    score: set.length,
    metrics: { levels, withZero: zeros },
    descriptors: [Math.log10(levels), zeros],
    feedback: `${set.length} vectors. There are ${levels} different priorities; ties are taken in order.`,
    behaviour: behaviourOf(set),
    ...(split === 'train' ? {} : { artifacts: { picture: capSetPicture(set) } }),
  };
}

/** Infinities order as well as other numbers do; NaN does not. */
function isPriority(answer: unknown): answer is number {
  return typeof answer === 'number' && !Number.isNaN(answer);
}
