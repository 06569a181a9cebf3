import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Circle } from './circles.ts';
import { exactViolation } from './exact.ts';

/** The same check in double arithmetic: how far the worst constraint is from being broken; negative when broken. */
function margin(circles: readonly Circle[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const [index, [x, y, radius]] of circles.entries()) {
    least = Math.min(least, x - radius, y - radius, 1 - (x + radius), 1 - (y + radius));
    for (const [otherX, otherY, otherRadius] of circles.slice(index + 1)) {
      least = Math.min(least, Math.hypot(x - otherX, y - otherY) - (radius + otherRadius));
    }
  }
  return least;
}

const nextAbove = (value: number): number => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigUint64(0, view.getBigUint64(0) + 1n);
  return view.getFloat64(0);
};

const coordinate = fc.double({ min: 0, max: 1, noNaN: true });
const circle = fc.tuple(coordinate, coordinate, fc.double({ min: 0, max: 0.2, noNaN: true }));

describe('exactViolation', () => {
  it.each<[string, Circle[], string | undefined]>([
    ['nothing', [], undefined],
    ['a circle that touches all walls', [[0.5, 0.5, 0.5]], undefined],
    ['a point in a corner', [[0, 1, 0]], undefined],
    [
      'touching circles, 3-4-5',
      [
        [0.25, 0.25, 0.125],
        [0.4375, 0.5, 0.1875],
      ],
      undefined,
    ],
    [
      'two points in one place',
      [
        [0.5, 0.5, 0],
        [0.5, 0.5, 0],
      ],
      undefined,
    ],
    [
      'a point on the rim',
      [
        [0.25, 0.25, 0.25],
        [0.5, 0.25, 0],
      ],
      undefined,
    ],
    [
      'a point inside a circle',
      [
        [0.25, 0.25, 0.25],
        [0.4, 0.25, 0],
      ],
      'circles 0 and 1 overlap',
    ],
    [
      'overlap',
      [
        [0.25, 0.25, 0.125],
        [0.4375, 0.5, nextAbove(0.1875)],
      ],
      'circles 0 and 1 overlap',
    ],
    [
      'right wall',
      [
        [0.125, 0.125, 0.125],
        [0.875, 0.875, 0.125],
        [0.875, 0.625, 0.13],
      ],
      'circle 2 leaves the unit square',
    ],
    [
      'two in one place',
      [
        [0.5, 0.5, 0.1],
        [0.2, 0.2, 0.1],
        [0.5, 0.5, 0.1],
      ],
      'circles 0 and 2 overlap',
    ],
    ['left wall', [[0.1, 0.5, nextAbove(0.1)]], 'circle 0 leaves the unit square'],
    ['upper wall by rounding', [[0.5, 0.7, nextAbove(1 - 0.7)]], 'circle 0 leaves the unit square'],
  ])('%s', (_what, circles, expected) => {
    expect(exactViolation(circles)).toBe(expected);
  });

  it('sees an overlap of the last bit that double arithmetic does not', () => {
    const circles: Circle[] = [
      [0.375, 0.5, 0.375],
      [0.8125, 0.5, nextAbove(0.0625)],
    ];
    expect(margin(circles)).toBeGreaterThanOrEqual(0);
    expect(exactViolation(circles)).toBe('circles 0 and 1 overlap');
    expect(
      exactViolation([
        [0.375, 0.5, 0.375],
        [0.8125, 0.5, 0.0625],
      ]),
    ).toBeUndefined();
  });

  it('is not confused by numbers near 0', () => {
    const smallest = Number.MIN_VALUE;
    expect(
      exactViolation([
        [0, 0, 0],
        [smallest, 0, 0],
      ]),
    ).toBeUndefined();
    expect(exactViolation([[smallest, smallest, smallest]])).toBeUndefined();
    expect(exactViolation([[0, 0.5, smallest]])).toBe('circle 0 leaves the unit square');
    expect(
      exactViolation([
        [0.5, 0.5, 1e-161],
        [0.5, 0.5, 1e-161],
      ]),
    ).toBe('circles 0 and 1 overlap');
    expect(exactViolation([[-0, -0, -0]])).toBeUndefined();
  });

  it('agrees with the check in doubles wherever that is clear', () => {
    fc.assert(
      fc.property(fc.array(circle, { maxLength: 8 }), (circles) => {
        const clear = margin(circles);
        if (Math.abs(clear) > 1e-12) expect(exactViolation(circles) === undefined).toBe(clear > 0);
      }),
    );
  });

  it('rejects every enlargement of a circle that touches another one', () => {
    // Pythagorean positions with dyadic sizes, so that the circles touch exactly.
    const triple = fc.constantFrom([3, 4, 5], [5, 12, 13], [8, 15, 17], [7, 24, 25]);
    fc.assert(
      fc.property(triple, fc.integer({ min: 1, max: 12 }), fc.nat(1), ([a, b, c], part, grown) => {
        const [across, up, distance] = [a, b, c].map((side) => (side as number) / 128) as [number, number, number];
        const first = (distance * part) / 16;
        const radii = [first, distance - first] as [number, number];
        const touching: Circle[] = [
          [0.375, 0.375, radii[0]],
          [0.375 + across, 0.375 + up, radii[1]],
        ];
        expect(exactViolation(touching)).toBeUndefined();
        radii[grown] = nextAbove(radii[grown] as number);
        const overlapping = touching.map(([x, y], index): Circle => [x, y, radii[index] as number]);
        expect(exactViolation(overlapping)).toBe('circles 0 and 1 overlap');
      }),
    );
  });

  it('rejects every legal packing in which a circle is moved onto another one', () => {
    const grid = Array.from(
      { length: 25 },
      (_, k): Circle => [(2 * (k % 5) + 1) / 10, (2 * Math.floor(k / 5) + 1) / 10, 0.09],
    );
    expect(exactViolation(grid)).toBeUndefined();
    fc.assert(
      fc.property(fc.nat(24), fc.nat(24), fc.double({ min: 0, max: 0.99, noNaN: true }), (moved, target, share) => {
        if (moved === target) return;
        const [x, y] = grid[target] as Circle;
        const [ownX, ownY, radius] = grid[moved] as Circle;
        // So near that the distance is below the sum of the radii.
        const length = Math.hypot(ownX - x, ownY - y);
        const step = (0.18 * share) / length;
        const changed = grid.with(moved, [x + (ownX - x) * step, y + (ownY - y) * step, radius]);
        expect(exactViolation(changed)).toContain('overlap');
      }),
    );
  });
});
