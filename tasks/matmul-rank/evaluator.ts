import { mean } from '../../src/base/statistics.ts';
import type { InvalidAnswer, Measurement, Split } from '../../src/core/evaluation.ts';
import type { CandidateHandle, EvaluationContext } from '../../src/core/task.ts';
import { behaviourOf } from '../shared/behaviour.ts';
import { termsPicture } from './picture.ts';
import { missingOf, readTerms, type Term, termsToComplete } from './tensor.ts';

/** Walks of each size: their mean has a gradient where the rank of one walk is a whole number. */
const WALKS = 4;

/** One object for each split: equal questions are sent to a sandbox once, and answered from memory in later stages. */
const QUESTIONS: Readonly<Record<Split, readonly (readonly [n: number, start: number])[]>> = {
  train: questions(1),
  validation: questions(11),
  test: questions(21),
};

function questions(first: number): readonly (readonly [number, number])[] {
  return [2, 3].flatMap((n) => Array.from({ length: WALKS }, (_, walk) => [n, first + walk] as const));
}

/** Mean number of terms for 2 × 2 and for 3 × 3 matrices, added, minimised. An answer that is not exact is completed first. */
export async function evaluate(
  candidate: CandidateHandle,
  { split }: EvaluationContext,
): Promise<Measurement | InvalidAnswer> {
  const question = QUESTIONS[split];
  const answers = await candidate.call('terms', question);
  const found: (readonly Term[])[] = [];
  const ranks: number[] = [];
  let completed = 0;
  for (const [index, [n]] of question.entries()) {
    const terms = readTerms(answers[index], n);
    if (typeof terms === 'string') return { invalid: terms };
    const more = termsToComplete(n, missingOf(n, terms));
    if (more > 0) completed += 1;
    found.push(terms);
    ranks.push(terms.length + more);
  }
  const [two, three] = [ranks.slice(0, WALKS), ranks.slice(WALKS)];
  const smallest = WALKS + three.indexOf(Math.min(...three));
  const entries = found.flat(3);
  return {
    score: mean(two) + mean(three),
    metrics: { smallest2: Math.min(...two), smallest3: Math.min(...three), completed },
    descriptors: [mean(three), entries.filter((entry) => entry !== 0).length / Math.max(1, entries.length)],
    instances: ranks,
    feedback: `Terms for 2 × 2: ${two.join(', ')}; for 3 × 3: ${three.join(', ')}. ${completed} answers were not exact and were completed with single entries.`,
    behaviour: behaviourOf([...ranks, ...entries]),
    ...(split === 'train' ? {} : { artifacts: { picture: termsPicture(3, found[smallest] as readonly Term[]) } }),
  };
}
