import { corners, group, length, svg } from '../shared/svg.ts';
import type { Triple } from '../shared/triangles.ts';

const SIDE = 400;
const MARGIN = 8;
const HEIGHT = (SIDE * Math.sqrt(3)) / 2;

/** Where a point of the triangle with the corners (0, 0), (1, 0), (0, 1) is in an equilateral one, y downwards. */
function placed([x = 0, y = 0]: readonly number[]): readonly number[] {
  return [MARGIN + SIDE * (x + y / 2), MARGIN + HEIGHT * (1 - y)];
}

/** The points as SVG, in an equilateral triangle, with the smallest triangles that they make. */
export function picture(points: readonly (readonly number[])[], smallest: readonly Triple[]): string {
  const places = points.map(placed);
  const rim = [
    [0, 0],
    [1, 0],
    [0, 1],
  ].map(placed);
  const shapes = smallest.map(
    (triple) => `<polygon points="${corners(triple.map((index) => places[index] as readonly number[]))}"/>`,
  );
  const dots = places.map(([x = 0, y = 0]) => `<circle cx="${length(x)}" cy="${length(y)}" r="5"/>`);
  return svg(`${points.length} points in a triangle`, SIDE + 2 * MARGIN, HEIGHT + 2 * MARGIN, [
    `<polygon points="${corners(rim)}" fill="none" stroke="currentColor"/>`,
    group('fill="currentColor" fill-opacity="0.06" stroke="currentColor" stroke-opacity="0.35"', shapes),
    group('fill="currentColor"', dots),
  ]);
}
