import { quotient } from './quotient.ts';
import type { Triple, triangles } from './triangles.ts';

type Triangles = ReturnType<typeof triangles>;

/** Triangles up to this factor above the smallest one count as equal in size, in metrics and pictures. */
const EQUAL_PARTS_IN_A_MILLION = 100n;
const REPORTED = 3;

/** The smallest triangle and those of the same size but for one part in ten thousand. `all` is sorted by size. */
export function smallest(all: Triangles): readonly Triple[] {
  const least = all[0]?.area ?? 0n;
  const limit = least * (1_000_000n + EQUAL_PARTS_IN_A_MILLION);
  return all.filter(({ area }) => area * 1_000_000n <= limit).map(({ corners }) => corners);
}

/** In words: how many triangles hold the score down, and which are the smallest. `whole` is twice the whole area. */
export function smallTrianglesReport(points: readonly (readonly number[])[], all: Triangles, whole: bigint): string {
  const place = (index: number): string => `(${points[index]?.map((value) => value.toFixed(4)).join(', ')})`;
  const lines = all.slice(0, REPORTED).map(({ corners, area }) => {
    return `- ${quotient(area, whole).toFixed(8)}: points ${corners.join(', ')} at ${corners.map(place).join(', ')}`;
  });
  return [`${smallest(all).length} triangles are as small as the smallest one. The smallest:`, ...lines].join('\n');
}
