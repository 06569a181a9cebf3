import type { InvalidAnswer, Measurement } from '../../src/core/evaluation.ts';
import type { CandidateHandle, EvaluationContext } from '../../src/core/task.ts';
import { behaviourOf } from '../shared/behaviour.ts';
import { wholePoints } from '../shared/dyadic.ts';
import { quotient } from '../shared/quotient.ts';
import { readPoints } from '../shared/read-points.ts';
import { smallest, smallTrianglesReport } from '../shared/small-triangles.ts';
import { triangles, type WholePoint } from '../shared/triangles.ts';
import { picture } from './picture.ts';

const COUNT = 11;

// One object: equal questions are answered from memory.
const QUESTION = [[COUNT]];

/**
 * The smallest of all triangles that 11 points make, as a share of the triangle that holds them, maximised. It is
 * computed from the points in whole numbers and rounded once, at the end. Shares do not change under affine maps, so the
 * triangle with the corners (0, 0), (1, 0), (0, 1) stands for every triangle. There is one instance: train, validation
 * and test are the same points, checked again each time.
 */
export async function evaluate(
  candidate: CandidateHandle,
  { split }: EvaluationContext,
): Promise<Measurement | InvalidAnswer> {
  const [answer] = await candidate.call('place', QUESTION);
  const points = readPoints(answer, { call: `place(${COUNT})`, count: COUNT, dimension: 2 });
  if (typeof points === 'string') return { invalid: points };
  const { points: whole, one } = wholePoints(points);
  const outside = whole.findIndex(
    ([x, y]) => (x as bigint) < 0n || (y as bigint) < 0n || (x as bigint) + (y as bigint) > one,
  );
  if (outside >= 0) {
    return { invalid: `point ${outside} is outside of the triangle: ${points[outside]?.join(', ')}` };
  }

  const all = triangles(whole as readonly WholePoint[]);
  const nearlySmallest = smallest(all);
  const onRim = whole.filter(
    ([x, y]) => x === 0n || y === 0n || 1 - quotient((x as bigint) + (y as bigint), one) < RIM,
  );
  return {
    // Twice the area of the whole triangle is 1.
    score: quotient(all[0]?.area as bigint, one * one),
    metrics: { smallTriangles: nearlySmallest.length, onRim: onRim.length },
    descriptors: [nearlySmallest.length, onRim.length],
    feedback: smallTrianglesReport(points, all, one * one),
    ...(split === 'train' ? {} : { artifacts: { picture: picture(points, nearlySmallest), points } }),
    behaviour: behaviourOf(points.flat()),
  };
}

/** Closer than this to the long side counts as on it in metrics; the check itself has no tolerance. */
const RIM = 1e-9;
