import { fitInside } from '../shared/fit-inside.ts';
import { corners, group, length, svg } from '../shared/svg.ts';
import type { Triple } from '../shared/triangles.ts';

const SIZE = 400;
const MARGIN = 12;

/** The points as SVG, with their convex hull and the smallest triangles that they make. */
export function picture(
  points: readonly (readonly number[])[],
  hull: readonly number[],
  smallest: readonly Triple[],
): string {
  const places = fitInside(points, SIZE, MARGIN);
  const polygon = (indices: readonly number[]): string =>
    `<polygon points="${corners(indices.map((index) => places[index] as readonly number[]))}"/>`;
  return svg(`${points.length} points and their convex hull`, SIZE, SIZE, [
    group('fill="none" stroke="currentColor"', [polygon(hull)]),
    group('fill="currentColor" fill-opacity="0.06" stroke="currentColor" stroke-opacity="0.35"', smallest.map(polygon)),
    group(
      'fill="currentColor"',
      places.map(([x, y]) => `<circle cx="${length(x)}" cy="${length(y)}" r="5"/>`),
    ),
  ]);
}
