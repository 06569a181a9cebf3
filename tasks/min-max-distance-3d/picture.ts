import type { Pair } from '../shared/distance-ratio.ts';
import { fitInside } from '../shared/fit-inside.ts';
import { group, length, svg } from '../shared/svg.ts';

const SIZE = 400;
const MARGIN = 20;
/** The direction from which the points are seen: turned to the side and from above, in radians. */
const TURN = 0.45;
const TILT = 0.35;

/** Right, up and towards the eye. */
function seen([x = 0, y = 0, z = 0]: readonly number[]): readonly [number, number, number] {
  const right = x * Math.cos(TURN) - z * Math.sin(TURN);
  const back = x * Math.sin(TURN) + z * Math.cos(TURN);
  return [right, y * Math.cos(TILT) - back * Math.sin(TILT), y * Math.sin(TILT) + back * Math.cos(TILT)];
}

/**
 * The points as SVG, in parallel projection: shortest connections solid, longest ones dashed, near things drawn over far
 * ones and darker.
 */
export function picture(
  points: readonly (readonly number[])[],
  shortest: readonly Pair[],
  longest: readonly Pair[],
): string {
  const views = points.map(seen);
  const places = fitInside(views, SIZE, MARGIN);
  const depths = views.map(([, , depth]) => depth);
  const [far, near] = [Math.min(...depths), Math.max(...depths)];
  /** From 0.3 for the farthest to 1 for the nearest. */
  const strength = (index: number): number => 0.3 + (0.7 * ((depths[index] as number) - far)) / (near - far || 1);

  const line = (pair: Pair): string => {
    const [[x1, y1], [x2, y2]] = pair.map((index) => places[index]?.map(length)) as [string[], string[]];
    const opacity = length((strength(pair[0]) + strength(pair[1])) / 2);
    return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" opacity="${opacity}"/>`;
  };
  const byDepth = points.map((_, index) => index).sort((a, b) => (depths[a] as number) - (depths[b] as number));
  const nearness = ([a, b]: Pair): number => strength(a) + strength(b);
  const dots = byDepth.map((index) => {
    const [x, y] = places[index] as readonly [number, number];
    return `<circle cx="${length(x)}" cy="${length(y)}" r="${length(3 + 5 * strength(index))}" opacity="${length(strength(index))}"/>`;
  });
  return svg(`${points.length} points in space, nearest and farthest pairs`, SIZE, SIZE, [
    group('stroke="currentColor" stroke-opacity="0.2" stroke-dasharray="4 4"', longest.map(line)),
    group('stroke="currentColor" stroke-width="2"', shortest.toSorted((a, b) => nearness(a) - nearness(b)).map(line)),
    group('fill="currentColor"', dots),
  ]);
}
