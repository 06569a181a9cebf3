import { describe, expect, it } from 'vitest';
import { readPoints } from './read-points.ts';
import { show } from './show.ts';

const wanted = { call: 'place(2)', count: 2, dimension: 2 };

describe('readPoints', () => {
  it('reads lists of numbers', () => {
    const points = [
      [0.5, -2],
      [0, 1e-161],
    ];
    expect(readPoints(points, wanted)).toEqual(points);
    expect(readPoints([[1, 2, 3]], { call: 'a()', count: 1, dimension: 3 })).toEqual([[1, 2, 3]]);
  });

  it.each<[unknown, string]>([
    [2.7, 'place(2) must answer a list of points, not 2.7'],
    [undefined, 'not undefined'],
    [{ length: 2 }, 'must answer a list'],
    [[[0, 0]], 'place(2) must answer 2 points, not 1'],
    [new Array(2), 'point 0 must be a list of 2 finite numbers, not undefined'],
    [[[0, 0], [0]], 'point 1 must be a list of 2 finite numbers, not [0]'],
    [
      [
        [0, 0, 0],
        [0, 0],
      ],
      'point 0 must be a list of 2',
    ],
    [
      [
        [0, Number.NaN],
        [0, 0],
      ],
      'point 0 must',
    ],
    [
      [
        [0, 0],
        [Number.NEGATIVE_INFINITY, 0],
      ],
      'point 1 must',
    ],
    [
      [
        [0, '1'],
        [0, 0],
      ],
      'point 0 must',
    ],
    [
      [
        [[0], [1]],
        [0, 0],
      ],
      'point 0 must',
    ],
  ])('refuses %j', (answer, reason) => {
    expect(readPoints(answer, wanted)).toContain(reason);
  });

  it('names items as the task does', () => {
    expect(readPoints([], { ...wanted, item: 'hexagon' })).toBe('place(2) must answer 2 hexagons, not 0');
  });
});

describe('show', () => {
  it('is short', () => {
    expect(show('x'.repeat(1_000))).toHaveLength(60);
    expect(show(() => 0)).toBe('function');
  });
});
