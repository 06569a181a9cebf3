/**
 * The member nearest to a newcomer: the rival in crowding.
 *
 *   distance(a, b)² = Σ_d ((a_d − b_d) / range_d)²,   range_d = max − min of coordinate d over members and newcomer
 *
 * Coordinates are the descriptors, or the merits per instance where there are no descriptors. Dividing by the range makes
 * the answer independent of units; a coordinate in which all agree tells nothing and is left out.
 *
 * Source: K. A. De Jong, "An analysis of the behavior of a class of genetic adaptive systems", 1975 (crowding).
 */
import { isBetter, type Member } from '../../core/candidate.ts';

/** Undefined when no member has finite coordinates of the same kind and number as the newcomer. */
export function mostSimilar(members: readonly Member[], newcomer: Member): Member | undefined {
  const kind = newcomer.descriptors.length > 0 ? 'descriptors' : 'instanceMerits';
  const origin = newcomer[kind];
  if (origin.length === 0 || !origin.every(Number.isFinite)) return undefined;

  const comparable = members.filter((member) => {
    const point = member[kind];
    return point.length === origin.length && point.every(Number.isFinite);
  });
  const ranges = origin.map((value, index) => {
    let low = value;
    let high = value;
    for (const member of comparable) {
      const other = member[kind][index] as number;
      if (other < low) low = other;
      if (other > high) high = other;
    }
    return high - low;
  });

  let nearest: Member | undefined;
  let nearestDistance = Number.POSITIVE_INFINITY;
  for (const member of comparable) {
    const distance = squaredDistance(member[kind], origin, ranges);
    // Of equally near members the worse one is the rival: less is lost.
    const isRival = distance === nearestDistance && nearest !== undefined && isBetter(nearest, member);
    if (distance < nearestDistance || isRival) {
      nearest = member;
      nearestDistance = distance;
    }
  }
  return nearest;
}

function squaredDistance(a: readonly number[], b: readonly number[], ranges: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < ranges.length; index++) {
    const range = ranges[index] as number;
    if (range > 0) sum += (((a[index] as number) - (b[index] as number)) / range) ** 2;
  }
  return sum;
}
