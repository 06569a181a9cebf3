import { wholePoints } from '../shared/dyadic.ts';
import type { Circle } from './circles.ts';

/**
 * Checks circles without any rounding. Doubles are dyadic rationals, so all coordinates and radii become integers in a
 * common unit, and no square root is needed:
 *
 *     r ≤ x,  r ≤ y,  x + r ≤ 1,  y + r ≤ 1,  and  (xᵢ − xⱼ)² + (yᵢ − yⱼ)² ≥ (rᵢ + rⱼ)²
 *
 * Returns the first violation in words, or undefined when there is none. Touching is legal. Numbers must be finite.
 */
export function exactViolation(circles: readonly Circle[]): string | undefined {
  const { points, one } = wholePoints(circles);
  const scaled = points as readonly (readonly [bigint, bigint, bigint])[];

  for (const [index, [x, y, radius]] of scaled.entries()) {
    const isInside = radius <= x && radius <= y && x + radius <= one && y + radius <= one;
    if (!isInside) return `circle ${index} leaves the unit square`;
  }
  for (const [index, [x, y, radius]] of scaled.entries()) {
    for (let other = index + 1; other < scaled.length; other += 1) {
      const [otherX, otherY, otherRadius] = scaled[other] as (typeof scaled)[number];
      const dx = x - otherX;
      const dy = y - otherY;
      const reach = radius + otherRadius;
      if (dx * dx + dy * dy < reach * reach) return `circles ${index} and ${other} overlap`;
    }
  }
  return undefined;
}
