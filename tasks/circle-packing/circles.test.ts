import { describe, expect, it } from 'vitest';
import { readCircles, SMALLEST_RADIUS } from './circles.ts';

const good = [
  [0.25, 0.5, 0.2],
  [0.75, 0.5, 0],
];

describe('readCircles', () => {
  it('reads lists of three numbers', () => {
    expect(readCircles(good, 2)).toEqual(good);
    expect(readCircles([[1, 0, SMALLEST_RADIUS]], 1)).toEqual([[1, 0, SMALLEST_RADIUS]]);
  });

  it.each<[unknown, number, string]>([
    [2.7, 26, 'pack(26) must answer a list of circles, not 2.7'],
    [undefined, 26, 'not undefined'],
    [null, 26, 'not null'],
    [{ length: 2, 0: good[0], 1: good[1] }, 2, 'must answer a list of circles'],
    ['[[0.5,0.5,0.5]]', 1, 'must answer a list of circles'],
    [good, 3, 'pack(3) must answer 3 circles, not 2'],
    [[...good, ...good], 2, 'must answer 2 circles, not 4'],
    [[[0.5, 0.5]], 1, 'circle 0 must be three finite numbers [x, y, radius], not [0.5,0.5]'],
    [[[0.5, 0.5, 0.1, 0.9]], 1, 'circle 0 must be three finite numbers'],
    [[good[0], ['0.5', 0.5, 0.1]], 2, 'circle 1 must be three finite numbers'],
    [[[0.5, 0.5, Number.NaN]], 1, 'circle 0 must be three finite numbers'],
    [[[0.5, 0.5, Number.POSITIVE_INFINITY]], 1, 'circle 0 must be three finite numbers'],
    [[[[0.5], 0.5, 0.1]], 1, 'circle 0 must be three finite numbers'],
    [[{ x: 0.5, y: 0.5, r: 0.1 }], 1, 'circle 0 must be three finite numbers'],
    [new Array(2), 2, 'circle 0 must be three finite numbers [x, y, radius], not undefined'],
    [[[1.5, 0.5, 0]], 1, 'circle 0 has its middle outside the unit square: 1.5, 0.5'],
    [[[0.5, -1e-300, 0]], 1, 'circle 0 has its middle outside'],
    [[[0.5, 0.5, -0.1]], 1, 'circle 0 has a negative radius: -0.1'],
    [[[0.5, 0.5, 1e-161]], 1, 'circle 0 has a radius of 1e-161; radii are 0 or at least 1e-9'],
  ])('refuses %j as %i circles', (answer, n, reason) => {
    expect(readCircles(answer, n)).toContain(reason);
  });

  it('shows long nonsense shortly', () => {
    expect(readCircles('x'.repeat(10_000), 26).length).toBeLessThan(120);
  });
});
