import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholePoints } from './dyadic.ts';
import { smallest } from './small-triangles.ts';
import { doubleArea, triangles, type WholePoint } from './triangles.ts';

const whole = (points: readonly (readonly number[])[]) => wholePoints(points).points as readonly WholePoint[];
const coordinate = fc.integer({ min: -50, max: 50 });
const point = fc.tuple(coordinate, coordinate);

describe('doubleArea', () => {
  it.each<[[number, number][], bigint]>([
    [
      [
        [0, 0],
        [1, 0],
        [0, 1],
      ],
      1n,
    ],
    [
      [
        [0, 0],
        [0, 1],
        [1, 0],
      ],
      -1n,
    ],
    [
      [
        [1, 1],
        [4, 1],
        [1, 5],
      ],
      12n,
    ],
    [
      [
        [0, 0],
        [2, 3],
        [4, 6],
      ],
      0n,
    ],
  ])('%j', (corners, expected) => {
    const [a, b, c] = corners.map(([x, y]): WholePoint => [BigInt(x), BigInt(y)]) as [
      WholePoint,
      WholePoint,
      WholePoint,
    ];
    expect(doubleArea(a, b, c)).toBe(expected);
  });
});

describe('triangles', () => {
  it('are all, smallest first', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 8 }), (points) => {
        const all = triangles(whole(points));
        const n = points.length;
        expect(all).toHaveLength((n * (n - 1) * (n - 2)) / 6);
        expect(new Set(all.map(({ corners }) => corners.join())).size).toBe(all.length);
        for (const [index, { area }] of all.entries()) {
          expect(area >= (all[index - 1]?.area ?? 0n)).toBe(true);
        }
      }),
    );
  });

  it('keep their areas when the points are moved and sheared', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 6 }), point, coordinate, (points, [dx, dy], shear) => {
        const moved = points.map(([x, y]): [number, number] => [x + shear * y + dx, y + dy]);
        const areas = (list: readonly [number, number][]) =>
          triangles(list.map(([x, y]): WholePoint => [BigInt(x), BigInt(y)])).map(({ area }) => area);
        expect(areas(moved)).toEqual(areas(points));
      }),
    );
  });
});

describe('smallest', () => {
  it('takes those of one size', () => {
    const square = triangles(
      whole([
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ]),
    );
    expect(smallest(square)).toHaveLength(4);
    expect(
      smallest(
        triangles(
          whole([
            [0, 0],
            [1, 0],
            [1, 1],
            [-1, 1.5],
          ]),
        ),
      ),
    ).toEqual([[0, 1, 2]]);
    expect(
      smallest(
        triangles(
          whole([
            [0, 0],
            [1, 0],
            [2, 0],
            [0, 1.5],
          ]),
        ),
      ),
    ).toEqual([[0, 1, 2]]);
  });
});
