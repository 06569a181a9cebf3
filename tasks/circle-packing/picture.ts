import { group, length, svg } from '../shared/svg.ts';
import type { Circle } from './circles.ts';

const SIZE = 400;

/** The packing as SVG, y upwards as in the coordinates. */
export function picture(circles: readonly Circle[]): string {
  const scaled = (value: number): string => length(SIZE * value);
  const shapes = circles.map(
    ([x, y, radius]) => `<circle cx="${scaled(x)}" cy="${scaled(1 - y)}" r="${scaled(radius)}"/>`,
  );
  return svg(`${circles.length} circles in a square`, SIZE, SIZE, [
    `<rect width="${SIZE}" height="${SIZE}" fill="none" stroke="currentColor"/>`,
    group('fill="currentColor" fill-opacity="0.25" stroke="currentColor"', shapes),
  ]);
}
