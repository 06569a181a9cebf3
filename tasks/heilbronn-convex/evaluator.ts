import type { InvalidAnswer, Measurement } from '../../src/core/evaluation.ts';
import type { CandidateHandle, EvaluationContext } from '../../src/core/task.ts';
import { behaviourOf } from '../shared/behaviour.ts';
import { convexHull, doubleAreaOfPolygon } from '../shared/convex-hull.ts';
import { wholePoints } from '../shared/dyadic.ts';
import { quotient } from '../shared/quotient.ts';
import { readPoints } from '../shared/read-points.ts';
import { smallest, smallTrianglesReport } from '../shared/small-triangles.ts';
import { triangles, type WholePoint } from '../shared/triangles.ts';
import { picture } from './picture.ts';

const COUNT = 13;

// One object: equal questions are answered from memory.
const QUESTION = [[COUNT]];

/**
 * The smallest of all triangles that 13 points make, as a share of their convex hull, maximised. The smallest convex
 * region that holds the points is their hull, so nothing else has to be asked for. Areas are computed from the points in
 * whole numbers, and their quotient is rounded once. There is one instance: train, validation and test are the same
 * points, checked again each time.
 */
export async function evaluate(
  candidate: CandidateHandle,
  { split }: EvaluationContext,
): Promise<Measurement | InvalidAnswer> {
  const [answer] = await candidate.call('place', QUESTION);
  const points = readPoints(answer, { call: `place(${COUNT})`, count: COUNT, dimension: 2 });
  if (typeof points === 'string') return { invalid: points };
  const whole = wholePoints(points).points as readonly WholePoint[];
  const corners = convexHull(whole);
  const area = doubleAreaOfPolygon(corners.map((index) => whole[index] as WholePoint));
  if (area === 0n) return { invalid: 'all points are on one line, so their convex hull has no area' };

  const all = triangles(whole);
  const nearlySmallest = smallest(all);
  return {
    score: quotient(all[0]?.area as bigint, area),
    metrics: { smallTriangles: nearlySmallest.length, corners: corners.length },
    descriptors: [nearlySmallest.length, corners.length],
    feedback: smallTrianglesReport(points, all, area),
    ...(split === 'train' ? {} : { artifacts: { picture: picture(points, corners, nearlySmallest), points } }),
    behaviour: behaviourOf(points.flat()),
  };
}
