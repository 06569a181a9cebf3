import { corners, length, svg } from '../svg.ts';

const WIDTH = 400;
const HEIGHT = 120;
const GAP = 10;

/** A step function above and a curve that it makes below, each over its whole range, as SVG. */
export function stepPicture(label: string, heights: readonly number[], curve: readonly number[]): string {
  const corner = heights.flatMap((height, index) => [
    [index / heights.length, height],
    [(index + 1) / heights.length, height],
  ]);
  const nodes = curve.map((value, index) => [index / Math.max(1, curve.length - 1), value]);
  return svg(label, WIDTH + 2 * GAP, 2 * HEIGHT + 3 * GAP, [
    plot(GAP, [[0, 0], ...corner, [1, 0]], 0.25),
    plot(HEIGHT + 2 * GAP, nodes, 0),
  ]);
}

/** A line through points (x in 0 … 1, any y) in a frame that begins at `top`, with the axis y = 0. */
function plot(top: number, points: readonly (readonly number[])[], opacity: number): string {
  const values = points.map(([, y]) => y as number);
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const scale = HEIGHT / (high - low || 1);
  const place = (y: number): number => top + HEIGHT - (y - low) * scale;
  const line = corners(points.map(([x, y]) => [GAP + WIDTH * (x as number), place(y as number)]));
  const axis = length(place(0));
  return (
    `<line x1="${GAP}" x2="${WIDTH + GAP}" y1="${axis}" y2="${axis}" stroke="currentColor" stroke-width="0.5"/>` +
    `<polyline points="${line}" fill="currentColor" fill-opacity="${opacity}" stroke="currentColor"/>`
  );
}
