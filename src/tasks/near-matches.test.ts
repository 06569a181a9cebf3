import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearMatches } from './near-matches.ts';

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['abc', '', 3],
    ['kitten', 'sitting', 3],
    ['stages', 'stage', 1],
    ['flaw', 'lawn', 2],
  ])('%j to %j is %i', (left, right, expected) => {
    expect(editDistance(left, right)).toBe(expected);
  });

  it('is a metric', () => {
    const word = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
      }),
    );
  });
});

describe('nearMatches', () => {
  const words = ['online-bin-packing', 'circle-packing', 'core-war'];

  it.each([
    ['circle-paking', ['circle-packing']],
    ['Circle-Packing', ['circle-packing']],
    ['packing', ['circle-packing', 'online-bin-packing']],
    ['bin', ['online-bin-packing']],
    ['core_war', ['core-war']],
    ['x', []],
    ['travelling-salesman', []],
  ])('%s', (typed, expected) => {
    expect(nearMatches(typed, words)).toEqual(expected);
  });
});
