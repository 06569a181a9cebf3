import type { Pair } from '../shared/distance-ratio.ts';
import { fitInside } from '../shared/fit-inside.ts';
import { group, length, svg } from '../shared/svg.ts';

const SIZE = 400;
const MARGIN = 16;

/** The points as SVG: shortest connections solid, longest ones dashed. */
export function picture(
  points: readonly (readonly number[])[],
  shortest: readonly Pair[],
  longest: readonly Pair[],
): string {
  const places = fitInside(points, SIZE, MARGIN);
  const line = (pair: Pair): string => {
    const [[x1, y1], [x2, y2]] = pair.map((index) => places[index]?.map(length)) as [string[], string[]];
    return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`;
  };
  return svg(`${points.length} points, nearest and farthest pairs`, SIZE, SIZE, [
    group('stroke="currentColor" stroke-opacity="0.3" stroke-dasharray="4 4"', longest.map(line)),
    group('stroke="currentColor" stroke-width="2"', shortest.map(line)),
    group(
      'fill="currentColor"',
      places.map(([x, y]) => `<circle cx="${length(x)}" cy="${length(y)}" r="5"/>`),
    ),
  ]);
}
