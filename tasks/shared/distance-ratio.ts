import type { InvalidAnswer, Measurement } from '../../src/core/evaluation.ts';
import type { CandidateHandle, Evaluate, EvaluationContext } from '../../src/core/task.ts';
import { behaviourOf } from './behaviour.ts';
import { wholePoints } from './dyadic.ts';
import { quotient } from './quotient.ts';
import { readPoints } from './read-points.ts';

/** Two of the points, by their places in the list. */
export type Pair = readonly [number, number];

export interface DistanceTask {
  readonly count: number;
  readonly dimension: number;
  /** SVG of the points with their shortest and longest connections. */
  picture(points: readonly (readonly number[])[], shortest: readonly Pair[], longest: readonly Pair[]): string;
}

/** Squared distances up to 1 % apart count as equal in metrics and pictures. */
const EQUAL = 100n;

/**
 * An evaluator for points with distances that are as equal as possible: the square of the largest distance divided by
 * the smallest one, minimised. Squares of distances are computed from the points in whole numbers, and their quotient is
 * rounded once. There is one instance: train, validation and test are the same points, checked again each time.
 */
export function distanceRatio({ count, dimension, picture }: DistanceTask): Evaluate {
  // One object: equal questions are answered from memory.
  const question = [[count]];
  return async (candidate: CandidateHandle, { split }: EvaluationContext): Promise<Measurement | InvalidAnswer> => {
    const [answer] = await candidate.call('place', question);
    const points = readPoints(answer, { call: `place(${count})`, count, dimension });
    if (typeof points === 'string') return { invalid: points };

    const all = squaredDistances(wholePoints(points).points);
    const least = all[0] as SquaredDistance;
    const greatest = all.at(-1) as SquaredDistance;
    const nearest = `points ${least.pair.join(' and ')}`;
    if (least.square === 0n) return { invalid: `${nearest} are in one place` };
    const score = quotient(greatest.square, least.square);
    if (!Number.isFinite(score))
      return { invalid: `${nearest} are so near that the ratio is beyond the range of doubles` };

    const shortest = all.filter(({ square }) => square * EQUAL <= least.square * (EQUAL + 1n)).map(({ pair }) => pair);
    const longest = all
      .filter(({ square }) => square * (EQUAL + 1n) >= greatest.square * EQUAL)
      .map(({ pair }) => pair);
    return {
      score,
      metrics: { shortest: shortest.length, longest: longest.length },
      descriptors: [shortest.length, longest.length],
      feedback: [
        `${shortest.length} pairs have the smallest distance, ${longest.length} the largest.`,
        `The nearest are ${least.pair.join(' and ')}, the farthest ${greatest.pair.join(' and ')}.`,
      ].join('\n'),
      ...(split === 'train' ? {} : { artifacts: { picture: picture(points, shortest, longest), points } }),
      behaviour: behaviourOf(points.flat()),
    };
  };
}

export interface SquaredDistance {
  readonly pair: Pair;
  readonly square: bigint;
}

/** Squares of the distances of all pairs of points in whole coordinates, exact, smallest first. */
export function squaredDistances(points: readonly (readonly bigint[])[]): readonly SquaredDistance[] {
  const all = points.flatMap((from, i) =>
    points.slice(i + 1).map((to, offset): SquaredDistance => {
      const square = from.reduce((sum, value, axis) => sum + (value - (to[axis] as bigint)) ** 2n, 0n);
      return { pair: [i, i + 1 + offset], square };
    }),
  );
  return all.sort((a, b) => (a.square < b.square ? -1 : a.square > b.square ? 1 : 0));
}
