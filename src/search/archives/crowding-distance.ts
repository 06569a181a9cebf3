/**
 * Crowding distance of NSGA-II: how far apart a member's two neighbours on the front are, summed over the objectives.
 *
 *   for each objective m, members sorted by it:  d(i) += (f_m(i+1) − f_m(i−1)) / (max f_m − min f_m);  the two ends get ∞
 *
 * Objectives are the merit and the merits per instance. One in which all members agree, or that
 * has an infinite value, is left out.
 *
 * Source: K. Deb, A. Pratap, S. Agarwal, T. Meyarivan, "A fast and elitist multiobjective genetic algorithm: NSGA-II",
 * IEEE Transactions on Evolutionary Computation 6(2), 2002, §III-B.
 */
import { isBetter, type Member } from '../../core/candidate.ts';

/** Distances in the order of `points`, each a list of objective values; lists must be equally long. */
export function crowdingDistances(points: readonly (readonly number[])[]): number[] {
  const distances = points.map(() => 0);
  const dimensions = points[0]?.length ?? 0;
  for (let dimension = 0; dimension < dimensions; dimension++) {
    const values = points.map((point) => point[dimension] as number);
    const order = [...values.keys()].sort((a, b) => (values[a] as number) - (values[b] as number));
    const valueAt = (rank: number): number => values[order[rank] as number] as number;
    const last = order.length - 1;
    const range = valueAt(last) - valueAt(0);
    if (!(range > 0 && Number.isFinite(range))) continue;
    distances[order[0] as number] = Number.POSITIVE_INFINITY;
    distances[order[last] as number] = Number.POSITIVE_INFINITY;
    for (let rank = 1; rank < last; rank++) {
      const index = order[rank] as number;
      distances[index] = (distances[index] as number) + (valueAt(rank + 1) - valueAt(rank - 1)) / range;
    }
  }
  return distances;
}

/**
 * The member to drop: smallest distance, then the worse one, then the younger one; never the best of all. Where the
 * members reached different numbers of instances only the merit counts.
 */
export function mostCrowded(members: readonly Member[]): Member {
  const first = members[0] as Member;
  const isComparable = members.every(({ instanceMerits }) => instanceMerits.length === first.instanceMerits.length);
  const points = members.map(({ merit, instanceMerits }) => (isComparable ? [merit, ...instanceMerits] : [merit]));
  const distances = crowdingDistances(points);

  const best = members.reduce((a, b) => (isAhead(b, a) ? b : a));
  let dropped: Member | undefined;
  let smallest = Number.POSITIVE_INFINITY;
  members.forEach((member, index) => {
    const distance = distances[index] as number;
    if (member === best) return;
    if (dropped === undefined || distance < smallest || (distance === smallest && isAhead(dropped, member))) {
      dropped = member;
      smallest = distance;
    }
  });
  return dropped ?? best;
}

function isAhead(a: Member, b: Member): boolean {
  return isBetter(a, b) || (!isBetter(b, a) && a.id < b.id);
}
