import { corners, length, svg } from '../shared/svg.ts';
import type { Cities } from './instances.ts';

const SIZE = 400;
const EDGE = 6;

/** A closed tour and its cities as SVG, y upwards. */
export function tourPicture(cities: Cities, tour: readonly number[]): string {
  const place = (city: number): readonly [number, number] => {
    const [x, y] = cities[city] as Cities[number];
    return [EDGE + SIZE * x, EDGE + SIZE * (1 - y)];
  };
  const points = tour.map(place);
  return svg(`A tour through ${cities.length} cities`, SIZE + 2 * EDGE, SIZE + 2 * EDGE, [
    `<polygon points="${corners(points)}" fill="none" stroke="currentColor"/>`,
    ...points.map(([x, y]) => `<circle cx="${length(x)}" cy="${length(y)}" r="3" fill="currentColor"/>`),
  ]);
}
