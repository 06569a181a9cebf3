import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areApart, type Hexagon, outerSide, placed } from './hexagons.ts';
import { beyondSide, slackOf } from './slack.ts';

const apart = (a: Hexagon, b: Hexagon): boolean => areApart(placed(a), placed(b));
const ROOT_3 = Math.sqrt(3);

const place = fc.double({ min: -2.2, max: 2.2, noNaN: true });
const hexagon = fc.tuple(place, place, fc.double({ min: -4, max: 4, noNaN: true }));

describe('areApart', () => {
  it.each<[string, Hexagon, Hexagon, boolean]>([
    ['the same', [0, 0, 0], [0, 0, 0], false],
    // The double next to √3 is below it, so this is an overlap of 10^-16; the one above is apart.
    ['side to side, a bit too near', [0, 0, 0], [0, 1.7320508075688772, 0], false],
    ['side to side, a bit apart', [0, 0, 0], [0, 1.7320508075688774, 0], true],
    ['corner to corner, exactly', [0, 0, 0], [2, 0, 0], false],
    ['corner to corner, a bit apart', [0, 0, 0], [2 + 2 ** -50, 0, 0], true],
    ['corner to side', [0, 0, 0], [0, ROOT_3 / 2 + 1 + 1e-15, Math.PI / 2], true],
    ['corner into side', [0, 0, 0], [0, ROOT_3 / 2 + 1 - 1e-15, Math.PI / 2], false],
    ['far apart', [-900, 0, 1], [900, 0, -1], true],
  ])('%s', (_what, a, b, expected) => {
    expect(apart(a, b)).toBe(expected);
    expect(apart(b, a)).toBe(expected);
  });

  it('agrees with the check in doubles wherever that is clear', () => {
    fc.assert(
      fc.property(hexagon, hexagon, (a, b) => {
        const beyond = Math.max(beyondSide(a, b), beyondSide(b, a));
        if (Math.abs(beyond) > 1e-12) expect(apart(a, b)).toBe(beyond > 0);
      }),
    );
  });

  it('does not depend on sixths of turns', () => {
    fc.assert(
      fc.property(hexagon, hexagon, fc.integer({ min: -5, max: 5 }), ([x, y, angle], other, sixths) => {
        const beyond = Math.max(beyondSide([x, y, angle], other), beyondSide(other, [x, y, angle]));
        if (Math.abs(beyond) < 1e-12) return;
        expect(apart([x, y, angle + (sixths * Math.PI) / 3], other)).toBe(apart([x, y, angle], other));
      }),
      { numRuns: 30 },
    );
  });
});

describe('outerSide', () => {
  it.each<[string, Hexagon[], number]>([
    ['one hexagon in the middle', [[0, 0, 0]], 1],
    ['one turned by a sixth', [[0, 0, Math.PI / 3]], 1],
    ['one turned by half of that: its corners reach to the sides', [[0, 0, Math.PI / 6]], 2 / ROOT_3],
    ['one to the right', [[1, 0, 0]], 2],
    ['one upwards', [[0, ROOT_3 / 2, 0]], 2],
    [
      'two',
      [
        [1, 0, 0],
        [-2, 0, 0],
      ],
      3,
    ],
  ])('of %s', (_what, hexagons, expected) => {
    expect(outerSide(hexagons.map(placed))).toBeCloseTo(expected, 14);
  });

  it('grows with the distance from the middle', () => {
    fc.assert(
      fc.property(hexagon, ([x, y, angle]) => {
        const side = outerSide([placed([x, y, angle])]);
        expect(side).toBeGreaterThanOrEqual(1);
        expect(outerSide([placed([2 * x, 2 * y, angle])])).toBeGreaterThanOrEqual(side);
      }),
      { numRuns: 50 },
    );
  });
});

describe('slackOf', () => {
  it('counts contacts, walls and directions', () => {
    const { contacts, wallContacts, directions, report } = slackOf(
      [
        [0, 0, 0],
        [0, ROOT_3, 0],
        [0, -ROOT_3 - 0.1, Math.PI / 3],
        [-6, 0, 0.1],
      ],
      2 + 1 + 0.2,
      1e-7,
    );
    expect(contacts).toBe(1);
    // The outermost leaves the outer hexagon on two sides, which counts as contact.
    expect(wallContacts).toBe(2);
    expect(directions).toBe(2);
    expect(report).toContain('1 touch nothing (2). 2 different directions.');
  });
});
