import { corners, group, svg } from '../shared/svg.ts';
import type { Hexagon } from './hexagons.ts';

const SIZE = 400;
const MARGIN = 4;

/** The packing as SVG, y upwards as in the coordinates. */
export function picture(hexagons: readonly Hexagon[], side: number): string {
  const scale = (SIZE / 2 - MARGIN) / side;
  const polygon = ([x, y, angle]: Hexagon, size: number): string => {
    const places = Array.from({ length: 6 }, (_, k) => {
      const direction = angle + (k * Math.PI) / 3;
      return [
        SIZE / 2 + scale * (x + size * Math.cos(direction)),
        SIZE / 2 - scale * (y + size * Math.sin(direction)),
      ] as const;
    });
    return `<polygon points="${corners(places)}"/>`;
  };
  return svg(`${hexagons.length} hexagons in a hexagon`, SIZE, SIZE, [
    group('fill="none" stroke="currentColor"', [polygon([0, 0, 0], side)]),
    group(
      'fill="currentColor" fill-opacity="0.25" stroke="currentColor"',
      hexagons.map((hexagon) => polygon(hexagon, 1)),
    ),
  ]);
}
