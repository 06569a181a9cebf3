import type { InvalidAnswer, Measurement } from '../../src/core/evaluation.ts';
import type { CandidateHandle, EvaluationContext } from '../../src/core/task.ts';
import { behaviourOf } from '../shared/behaviour.ts';
import { type Circle, readCircles } from './circles.ts';
import { exactViolation } from './exact.ts';
import { picture } from './picture.ts';
import { slackOf } from './slack.ts';

const COUNT = 26;
const OTHER_COUNT = 32;

// One object each: equal questions are answered from memory.
const QUESTION = [[COUNT]];
const OTHER_QUESTION = [[OTHER_COUNT]];

/** Closer than this counts as a contact in metrics; the check of overlaps itself has no tolerance. */
const CONTACT = 1e-7;

/**
 * Sum of the radii of 26 circles, maximised. The candidate returns coordinates, never a score. There is one instance, so
 * train, validation and test are the same packing, checked exactly each time; nothing can be held out. Test adds the sum
 * for 32 circles as a private metric, for programs that can do it.
 */
export async function evaluate(
  candidate: CandidateHandle,
  { split }: EvaluationContext,
): Promise<Measurement | InvalidAnswer> {
  const [answer] = await candidate.call('pack', QUESTION);
  const circles = legalCircles(answer, COUNT);
  if (typeof circles === 'string') return { invalid: circles, feedback: 'Overlaps and walls are checked exactly.' };

  const radii = circles.map(([, , radius]) => radius);
  const smallest = Math.min(...radii);
  const largest = Math.max(...radii);
  const { contacts, wallContacts, report } = slackOf(circles, CONTACT);
  const sum = sumOfRadii(circles);
  return {
    score: sum,
    metrics: { contacts, wallContacts, smallestRadius: smallest, largestRadius: largest },
    ...(split === 'test' ? { privateMetrics: await otherSum(candidate) } : {}),
    descriptors: [contacts + wallContacts, largest === 0 ? 1 : 1 - smallest / largest],
    feedback: report,
    // A picture of every candidate would fill the store; champions and reports have one.
    ...(split === 'train' ? {} : { artifacts: { picture: picture(circles), circles } }),
    behaviour: behaviourOf(circles.flat()),
  };
}

function legalCircles(answer: unknown, n: number): readonly Circle[] | string {
  const circles = readCircles(answer, n);
  return typeof circles === 'string' ? circles : (exactViolation(circles) ?? circles);
}

function sumOfRadii(circles: readonly Circle[]): number {
  return circles.reduce((total, [, , radius]) => total + radius, 0);
}

/** `sum32` where the candidate has a legal answer for 32 circles; that it has none is no fault of its answer for 26. */
async function otherSum(candidate: CandidateHandle): Promise<Record<string, number>> {
  let answer: unknown;
  try {
    [answer] = await candidate.call('pack', OTHER_QUESTION);
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === 'CandidateFault') return {};
    throw thrown;
  }
  const circles = legalCircles(answer, OTHER_COUNT);
  return typeof circles === 'string' ? {} : { sum32: sumOfRadii(circles) };
}
