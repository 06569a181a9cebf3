import { describe, expect, it } from 'vitest';
import { makeMember, membersOf } from '../../../testing/conformance/members.ts';
import { selectionWeights } from './weighted.ts';

describe('selectionWeights', () => {
  it('is the sigmoid of the scaled merit, times 1 / (1 + children)', () => {
    // Median 3, MAD 1, so z = −2, −1, 0, 1, 2 and s = 0.1192, 0.2689, 0.5, 0.7311, 0.8808.
    const children = [0, 1, 0, 3, 1];
    const members = [1, 2, 3, 4, 5].map((merit, id) => makeMember({ id, merit, children: children[id] as number }));
    const expected = [0.119202922, 0.1344707107, 0.5, 0.1827646447, 0.440398539];
    selectionWeights(members, 1).forEach((weight, index) => {
      expect(weight).toBeCloseTo(expected[index] as number, 9);
    });
  });

  it('does not depend on the unit of the merit', () => {
    const weights = selectionWeights(membersOf(1, 2, 4, 8), 2);
    selectionWeights(membersOf(1000, 2000, 4000, 8000), 2).forEach((weight, index) => {
      expect(weight).toBeCloseTo(weights[index] as number, 12);
    });
  });

  it.each([
    { title: 'one above equals', merits: [1, 1, 1, 5], expected: [0.5, 0.5, 0.5, 1] },
    { title: 'one below equals', merits: [0, 1, 1, 1], expected: [0, 0.5, 0.5, 0.5] },
    { title: 'all equal', merits: [3, 3], expected: [0.5, 0.5] },
    { title: 'one member', merits: [3], expected: [0.5] },
    { title: 'differences far below 1e−6 hardly count', merits: [1, 1 + 1e-12, 1 - 1e-12], expected: [0.5, 0.5, 0.5] },
  ])('$title', ({ merits, expected }) => {
    selectionWeights(membersOf(...merits), 10).forEach((weight, index) => {
      expect(weight).toBeCloseTo(expected[index] as number, 4);
    });
  });

  it('steepness 0 leaves only the novelty', () => {
    const members = [4, 0].map((children, id) => makeMember({ id, merit: id * 100, children }));
    expect(selectionWeights(members, 0)).toEqual([0.1, 0.5]);
  });
});
