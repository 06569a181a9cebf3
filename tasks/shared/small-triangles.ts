import { quotient } from './quotient.ts';
import type { Triple, triangles } from './triangles.ts';

type Triangles = ReturnType<typeof triangles>;

const REPORTED = 3;

/** The smallest triangle and those that are at most 1 % larger, for metrics and pictures. `all` is sorted by size. */
export function smallest(all: Triangles): readonly Triple[] {
  const least = all[0]?.area ?? 0n;
  return all.filter(({ area }) => area * 100n <= least * 101n).map(({ corners }) => corners);
}

/** In words: how many triangles hold the score down, and which are the smallest. `whole` is twice the whole area. */
export function smallTrianglesReport(points: readonly (readonly number[])[], all: Triangles, whole: bigint): string {
  const place = (index: number): string => `(${points[index]?.map((value) => value.toFixed(4)).join(', ')})`;
  const lines = all.slice(0, REPORTED).map(({ corners, area }) => {
    return `- ${quotient(area, whole).toFixed(8)}: points ${corners.join(', ')} at ${corners.map(place).join(', ')}`;
  });
  return [`${smallest(all).length} triangles are within 1 % of the smallest one. The smallest:`, ...lines].join('\n');
}
