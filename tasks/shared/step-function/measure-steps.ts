import type { InvalidAnswer, Measurement } from '../../../src/core/evaluation.ts';
import type { CandidateHandle } from '../../../src/core/task.ts';
import { behaviourOf } from '../behaviour.ts';
import { wholeNumbers } from '../dyadic.ts';
import { readHeights } from './heights.ts';
import { stepPicture } from './picture.ts';

/** What is known of a legal step function. */
export interface StepResult {
  /** The double nearest to the exact value. */
  readonly score: number;
  /** What the score is made of, at the nodes; only its shape matters. */
  readonly curve: readonly bigint[];
}

/** A question about step functions, answered in whole numbers. */
export interface StepProblem {
  readonly isSigned: boolean;
  /** What a picture shows. */
  readonly label: string;
  /** `heights` in the unit `1 / one`. A sentence when there is no value, such as for a function that is 0. */
  solve(heights: readonly bigint[], one: bigint): StepResult | string;
}

// One object: equal questions are answered from memory.
const QUESTION: [][] = [[]];

/** A node counts as a peak from this share of the highest one. */
const PEAK = 0.999;

/** Asks for heights, checks them and gives them their exact score. Nothing can be held out: there is one question. */
export async function measureSteps(
  candidate: CandidateHandle,
  problem: StepProblem,
  withPicture: boolean,
): Promise<Measurement | InvalidAnswer> {
  const [answer] = await candidate.call('heights', QUESTION);
  const heights = readHeights(answer, problem.isSigned);
  if (typeof heights === 'string') return { invalid: heights };
  const { integers, one } = wholeNumbers(heights);
  const result = problem.solve(integers, one);
  if (typeof result === 'string') return { invalid: result };

  const curve = shares(result.curve);
  const peaks = curve.filter((value) => Math.abs(value) >= PEAK).length;
  const empty = heights.filter((height) => height === 0).length / heights.length;
  return {
    score: result.score,
    metrics: { pieces: heights.length, peaks, emptyShare: empty },
    descriptors: [Math.log2(heights.length), peaks / curve.length],
    feedback: `${heights.length} pieces. ${peaks} of ${curve.length} nodes reach 99.9 % of the highest; the first highest is node ${curve.indexOf(Math.max(...curve))}.`,
    behaviour: behaviourOf(heights),
    ...(withPicture ? { artifacts: { picture: stepPicture(problem.label, heights, curve), heights } } : {}),
  };
}

/** Values as shares of the one with the largest size, −1 … 1, in twelve digits. */
function shares(values: readonly bigint[]): number[] {
  const largest = values.reduce((most, value) => {
    const size = value < 0n ? -value : value;
    return size > most ? size : most;
  }, 1n);
  return values.map((value) => Number((value * 10n ** 12n) / largest) / 1e12);
}
