import type { Circle } from './circles.ts';

const SIZE = 400;

/** The packing as SVG, y upwards as in the coordinates. */
export function picture(circles: readonly Circle[]): string {
  const length = (value: number): string => (SIZE * value).toFixed(2);
  const shapes = circles.map(
    ([x, y, radius]) => `<circle cx="${length(x)}" cy="${length(1 - y)}" r="${length(radius)}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" role="img" aria-label="${circles.length} circles in a square">`,
    `<rect width="${SIZE}" height="${SIZE}" fill="none" stroke="currentColor"/>`,
    `<g fill="currentColor" fill-opacity="0.25" stroke="currentColor">${shapes.join('')}</g>`,
    '</svg>',
  ].join('');
}
