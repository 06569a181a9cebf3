import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convexHull, doubleAreaOfPolygon } from './convex-hull.ts';
import { doubleArea, type WholePoint } from './triangles.ts';

const coordinate = fc.integer({ min: -9, max: 9 }).map(BigInt);
const point = fc.tuple(coordinate, coordinate);
const whole = (points: readonly (readonly [number, number])[]) =>
  points.map(([x, y]): WholePoint => [BigInt(x), BigInt(y)]);

describe('convexHull', () => {
  it.each<[string, [number, number][], number[], bigint]>([
    ['one point', [[3, 3]], [0], 0n],
    [
      'one place',
      [
        [3, 3],
        [3, 3],
      ],
      [0],
      0n,
    ],
    [
      'a line',
      [
        [0, 0],
        [2, 2],
        [1, 1],
      ],
      [0, 1],
      0n,
    ],
    [
      'a triangle',
      [
        [0, 1],
        [0, 0],
        [1, 0],
      ],
      [1, 2, 0],
      1n,
    ],
    [
      'a square with points inside and on a side',
      [
        [1, 1],
        [0, 0],
        [2, 0],
        [1, 0],
        [2, 2],
        [0, 2],
      ],
      [1, 2, 4, 5],
      8n,
    ],
  ])('of %s', (_what, points, corners, area) => {
    const list = whole(points);
    expect(convexHull(list)).toEqual(corners);
    expect(doubleAreaOfPolygon(corners.map((index) => list[index] as WholePoint))).toBe(area);
  });

  it('has all points to the left of all its sides, and turns left at every corner', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 12 }), (points) => {
        const corners = convexHull(points).map((index) => points[index] as WholePoint);
        if (corners.length < 3) return;
        for (const [index, a] of corners.entries()) {
          const b = corners[(index + 1) % corners.length] as WholePoint;
          const c = corners[(index + 2) % corners.length] as WholePoint;
          expect(doubleArea(a, b, c) > 0n).toBe(true);
          expect(points.every((other) => doubleArea(a, b, other) >= 0n)).toBe(true);
        }
      }),
    );
  });

  it('has as many corners as areas say: fewer than three when no triangle has an area', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 5 }), (points) => {
        const [a, b] = [points[0], points[1]] as [WholePoint, WholePoint];
        const isFlat = points.every((p) =>
          points.every((q) => doubleArea(a, p, q) === 0n && doubleArea(b, p, q) === 0n),
        );
        expect(convexHull(points).length < 3).toBe(isFlat);
      }),
    );
  });
});
