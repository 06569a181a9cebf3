import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { squaredDistances } from './distance-ratio.ts';

const point = fc.array(fc.bigInt(-1000n, 1000n), { minLength: 3, maxLength: 3 });

describe('squaredDistances', () => {
  it('of a line and of a 3-4-5 triangle', () => {
    expect(squaredDistances([[0n], [5n], [3n]])).toEqual([
      { pair: [1, 2], square: 4n },
      { pair: [0, 2], square: 9n },
      { pair: [0, 1], square: 25n },
    ]);
    const sides = squaredDistances([
      [1n, 1n],
      [4n, 1n],
      [1n, 5n],
    ]);
    expect(sides.map(({ square }) => square)).toEqual([9n, 16n, 25n]);
  });

  it('are those of all pairs, in order, and do not change when all points are moved', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 7 }), point, (points, move) => {
        const all = squaredDistances(points);
        expect(all).toHaveLength((points.length * (points.length - 1)) / 2);
        for (const [index, { square }] of all.entries()) expect(square >= (all[index - 1]?.square ?? 0n)).toBe(true);
        const moved = points.map((each) => each.map((value, axis) => value + (move[axis] as bigint)));
        expect(squaredDistances(moved)).toEqual(all);
      }),
    );
  });
});
