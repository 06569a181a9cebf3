import { doubleArea, type WholePoint } from './triangles.ts';

/**
 * Places in the list of the corners of the convex hull, counterclockwise, without points on its sides. All points on one
 * line give its two ends; points in one place give one.
 *
 * The monotone chain: Andrew, "Another efficient algorithm for convex hulls in two dimensions", Information Processing
 * Letters 9, 1979.
 */
export function convexHull(points: readonly WholePoint[]): readonly number[] {
  const at = (index: number): WholePoint => points[index] as WholePoint;
  const order = points.map((_, index) => index).sort((a, b) => compare(at(a), at(b)));
  const chain = (indices: readonly number[]): number[] => {
    const corners: number[] = [];
    for (const index of indices) {
      while (
        corners.length > 1 &&
        doubleArea(at(corners.at(-2) as number), at(corners.at(-1) as number), at(index)) <= 0n
      ) {
        corners.pop();
      }
      const last = corners.at(-1);
      if (last === undefined || compare(at(last), at(index)) !== 0) corners.push(index);
    }
    return corners;
  };
  const lower = chain(order);
  if (lower.length === 1) return lower;
  return [...lower.slice(0, -1), ...chain(order.toReversed()).slice(0, -1)];
}

/** Twice the area of a polygon, exact; positive when its corners are in counterclockwise order. */
export function doubleAreaOfPolygon(corners: readonly WholePoint[]): bigint {
  return corners.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = corners[(index + 1) % corners.length] as WholePoint;
    return sum + x * nextY - y * nextX;
  }, 0n);
}

function compare(a: WholePoint, b: WholePoint): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
  return a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0;
}
