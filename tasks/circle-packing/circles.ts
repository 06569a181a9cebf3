import { show } from '../shared/show.ts';

/** Middle and radius. */
export type Circle = readonly [x: number, y: number, radius: number];

/** Radii below this are not circles that anybody would draw; they only try the arithmetic of a checker. 0 is a point. */
export const SMALLEST_RADIUS = 1e-9;

/**
 * Reads an untrusted answer as n circles in the unit square. Returns a reason in words when it is none; overlaps are not
 * looked at here. A radius of exactly 0 is a circle that is left out: it adds nothing, and the seed program has some.
 */
export function readCircles(answer: unknown, n: number): readonly Circle[] | string {
  if (!Array.isArray(answer)) return `pack(${n}) must answer a list of circles, not ${show(answer)}`;
  if (answer.length !== n) return `pack(${n}) must answer ${n} circles, not ${answer.length}`;
  const circles: Circle[] = [];
  for (const [index, item] of answer.entries()) {
    if (!isTriple(item)) return `circle ${index} must be three finite numbers [x, y, radius], not ${show(item)}`;
    const [x, y, radius] = item;
    if (x < 0 || x > 1 || y < 0 || y > 1) return `circle ${index} has its middle outside the unit square: ${x}, ${y}`;
    if (radius < 0) return `circle ${index} has a negative radius: ${radius}`;
    if (radius > 0 && radius < SMALLEST_RADIUS) {
      return `circle ${index} has a radius of ${radius}; radii are 0 or at least ${SMALLEST_RADIUS}`;
    }
    circles.push([x, y, radius]);
  }
  return circles;
}

function isTriple(item: unknown): item is Circle {
  return Array.isArray(item) && item.length === 3 && item.every((value) => Number.isFinite(value));
}
