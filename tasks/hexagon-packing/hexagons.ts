import { quotient } from '../shared/quotient.ts';
import { cosineAndSine, ERROR, fromDouble, HALF_ROOT_3, multiply, ONE } from './fixed-point.ts';

/** Middle, and the direction of the first corner in radians. Sides have length 1. */
export type Hexagon = readonly [x: number, y: number, angle: number];

/** Middles farther out and angles larger than this are of no use here, and the error bounds do not hold for them. */
export const LARGEST = 1000;

type Vector = readonly [bigint, bigint];

/** A hexagon in fixed-point numbers. */
export interface PlacedHexagon {
  readonly middle: Vector;
  /** From the middle to each of the six corners, counterclockwise. */
  readonly corners: readonly Vector[];
  /** Unit normals of the six sides. */
  readonly normals: readonly Vector[];
}

/** Everything that is computed here is within this bound of the truth; 2^-220. */
const GUARD = ERROR << 20n;

export function placed([x, y, angle]: Hexagon): PlacedHexagon {
  const first = cosineAndSine(angle);
  const corners = Array.from({ length: 6 }, (_, sixth) => turned(first, sixth));
  return {
    middle: [fromDouble(x), fromDouble(y)],
    corners,
    normals: corners.map((corner) => turnedByHalf(corner)),
  };
}

/** A vector turned by a sixth of a turn, several times: cos 60° = 1/2, sin 60° = √3/2. */
function turned([x, y]: Vector, sixths: number): Vector {
  let vector: Vector = [x, y];
  for (let k = 0; k < sixths; k += 1) {
    const [a, b] = vector;
    vector = [a / 2n - multiply(HALF_ROOT_3, b), multiply(HALF_ROOT_3, a) + b / 2n];
  }
  return vector;
}

/** Turned by 30°: cos 30° = √3/2, sin 30° = 1/2. */
function turnedByHalf([x, y]: Vector): Vector {
  return [multiply(HALF_ROOT_3, x) - y / 2n, x / 2n + multiply(HALF_ROOT_3, y)];
}

const dot = (a: Vector, b: Vector): bigint => multiply(a[0], b[0]) + multiply(a[1], b[1]);

/**
 * Whether two hexagons certainly do not overlap: all corners of one are beyond a side of the other. For convex shapes
 * that is so exactly when they have no inner point in common; here it must be so by more than all errors of the
 * arithmetic, 2^-220.
 */
export function areApart(a: PlacedHexagon, b: PlacedHexagon): boolean {
  const between: Vector = [b.middle[0] - a.middle[0], b.middle[1] - a.middle[1]];
  // Circles of radius 1 around both middles hold the hexagons.
  if (dot(between, between) > 4n * ONE + GUARD) return true;
  return isBeyondSide(a, b, between) || isBeyondSide(b, a, [-between[0], -between[1]]);
}

function isBeyondSide(a: PlacedHexagon, b: PlacedHexagon, between: Vector): boolean {
  return a.normals.some((normal) => {
    const reach = dot(normal, between) - HALF_ROOT_3;
    return b.corners.every((corner) => reach + dot(normal, corner) > GUARD);
  });
}

const OUTER_NORMALS = placed([0, 0, 0]).normals;

/**
 * Side of the smallest hexagon around (0, 0) with a corner at angle 0 that certainly holds all hexagons, rounded to the
 * nearest double from a value that is less than 2^-219 above the true one.
 */
export function outerSide(hexagons: readonly PlacedHexagon[]): number {
  let farthest = 0n;
  for (const { middle, corners } of hexagons) {
    for (const normal of OUTER_NORMALS) {
      for (const corner of corners) {
        const reach = dot(normal, middle) + dot(normal, corner);
        if (reach > farthest) farthest = reach;
      }
    }
  }
  return quotient(farthest + GUARD, HALF_ROOT_3);
}
