import { describe, expect, it } from 'vitest';
import { makeMember } from '../../../testing/conformance/members.ts';
import type { Member } from '../../core/candidate.ts';
import { mostSimilar } from './most-similar.ts';

const at = (id: number, ...descriptors: number[]) => makeMember({ id, descriptors, merit: id });

describe('mostSimilar', () => {
  it('divides each coordinate by its range', () => {
    // Ranges 1000 and 1 with the newcomer: distances² (100/1000)² + 0 = 0.01 and 0 + (0.5/1)² = 0.25.
    const members = [at(0, 100, 0), at(1, 0, 0.5), at(2, 1000, 1)];
    expect(mostSimilar(members, at(3, 0, 0))?.id).toBe(0);
  });

  it('leaves out a coordinate in which all agree', () => {
    expect(mostSimilar([at(0, 7, 3), at(1, 7, 1)], at(2, 7, 0))?.id).toBe(1);
  });

  it('takes the worse of two that are equally near', () => {
    expect(mostSimilar([at(1, 1), at(0, -1)], at(2, 0))?.id).toBe(0);
    expect(mostSimilar([at(0, -1), at(1, 1)], at(2, 0))?.id).toBe(0);
  });

  it('compares instances where there are no descriptors', () => {
    const scored = (id: number, ...instanceMerits: number[]) => makeMember({ id, instanceMerits });
    expect(mostSimilar([scored(0, 1, 0, 1), scored(1, 0, 1, 0)], scored(2, 0, 1, 1))?.id).toBe(1);
  });

  it('prefers descriptors to instances', () => {
    const both = (id: number, x: number, y: number) => makeMember({ id, descriptors: [x], instanceMerits: [y] });
    expect(mostSimilar([both(0, 0, 9), both(1, 9, 0)], both(2, 0, 0))?.id).toBe(0);
  });

  const incomparable: readonly [string, readonly Member[], Member][] = [
    ['no coordinates', [makeMember({ id: 0 })], makeMember({ id: 1 })],
    ['another number of coordinates', [at(0, 1, 2)], at(1, 1)],
    ['a newcomer without finite coordinates', [at(0, 1)], at(1, Number.NaN)],
    ['members without finite coordinates', [at(0, Number.POSITIVE_INFINITY)], at(1, 1)],
    ['no members', [], at(1, 1)],
  ];
  it.each(incomparable)('finds nobody with %s', (_, members, newcomer) => {
    expect(mostSimilar(members, newcomer)).toBeUndefined();
  });

  it('passes over members that cannot be compared', () => {
    expect(mostSimilar([at(0, Number.NaN), at(1, 50)], at(2, 0))?.id).toBe(1);
  });
});
