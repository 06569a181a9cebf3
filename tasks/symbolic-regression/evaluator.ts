import { mean } from '../../src/base/statistics.ts';
import type { InvalidAnswer, Measurement } from '../../src/core/evaluation.ts';
import type { CandidateHandle, EvaluationContext } from '../../src/core/task.ts';
import { behaviourOf } from '../shared/behaviour.ts';
import { show } from '../shared/show.ts';
import { errorOf, type Sample, samplesBeyond, samplesOf } from './formulas.ts';
import { scatterPicture } from './picture.ts';

type Question = readonly (readonly [formula: number, a: number, b: number])[];

/** Questions are kept: equal lists are sent to a sandbox once, and answered from memory in later stages. */
const questions = new Map<readonly (readonly Sample[])[], Question>();

function questionOf(samples: readonly (readonly Sample[])[]): Question {
  const known = questions.get(samples);
  if (known !== undefined) return known;
  const made = samples.flatMap((points, formula) => points.map(({ a, b }) => [formula, a, b] as const));
  questions.set(samples, made);
  return made;
}

/** Mean error over the formulas, minimised. The candidate sees a formula's number and its two variables, never a target. */
export async function evaluate(
  candidate: CandidateHandle,
  { split }: EvaluationContext,
): Promise<Measurement | InvalidAnswer> {
  const samples = samplesOf(split);
  const answers = await answersOf(candidate, samples);
  if (typeof answers === 'string') return { invalid: answers };
  const errors = samples.map((points, formula) => errorOf(points, answers[formula] as readonly number[]));
  const worst = errors.indexOf(Math.max(...errors));
  return {
    score: mean(errors),
    metrics: { found: errors.filter((error) => error < 1e-6).length },
    ...(split === 'test' ? { privateMetrics: { errorBeyond: await errorBeyond(candidate) } } : {}),
    descriptors: [mean(errors.slice(0, 3)), mean(errors.slice(3))],
    instances: errors,
    feedback: `Errors of the formulas: ${errors.map((error) => error.toPrecision(3)).join(', ')}. The largest is that of formula ${worst}.`,
    behaviour: behaviourOf(answers.flat()),
    ...(split === 'train' ? {} : { artifacts: { picture: scatterPicture(pairsOf(samples, answers)) } }),
  };
}

/** Answers by formula; a sentence when one is not a number. NaN and infinities are numbers, and count as no help. */
async function answersOf(
  candidate: CandidateHandle,
  samples: readonly (readonly Sample[])[],
): Promise<readonly (readonly number[])[] | string> {
  const question = questionOf(samples);
  const answers = await candidate.call('predict', question);
  const wrong = question.findIndex((_, index) => typeof answers[index] !== 'number');
  if (wrong >= 0) return `predict(${question[wrong]}) must answer a number, not ${show(answers[wrong])}`;
  let next = 0;
  return samples.map((points) => {
    next += points.length;
    return answers.slice(next - points.length, next) as readonly number[];
  });
}

async function errorBeyond(candidate: CandidateHandle): Promise<number> {
  const samples = samplesBeyond();
  const answers = await answersOf(candidate, samples);
  if (typeof answers === 'string') return 1;
  return mean(samples.map((points, formula) => errorOf(points, answers[formula] as readonly number[])));
}

function pairsOf(samples: readonly (readonly Sample[])[], answers: readonly (readonly number[])[]) {
  return samples.map((points, formula) =>
    points.map(({ target }, index) => [target, answers[formula]?.[index] as number] as const),
  );
}
