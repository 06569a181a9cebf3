import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addTo } from '../../../testing/conformance/archive.ts';
import { makeMember, memberLists } from '../../../testing/conformance/members.ts';
import { isBetter, type Member } from '../../core/candidate.ts';
import { MutableRegion } from '../../core/region.ts';
import { mapElites } from './map-elites.ts';

const GRID = mapElites({
  dimensions: [
    { name: 'length', min: 0, max: 10, bins: 5 },
    { min: -1, max: 1, bins: 4 },
  ],
});

function placeOf(...descriptors: number[]): string | undefined {
  const outcome = addTo(new MutableRegion(), GRID, makeMember({ id: 0, descriptors }));
  return outcome.changes[0]?.place;
}

describe('map-elites', () => {
  it.each([
    { descriptors: [0, -1], place: '0.0' },
    { descriptors: [1.99, -0.51], place: '0.0' },
    { descriptors: [2, -0.5], place: '1.1' },
    { descriptors: [9.99, 0.99], place: '4.3' },
    // The upper end belongs to the last bin, and so does everything above it.
    { descriptors: [10, 1], place: '4.3' },
    { descriptors: [1e308, Number.POSITIVE_INFINITY], place: '4.3' },
    { descriptors: [-5, Number.NEGATIVE_INFINITY], place: '0.0' },
    { descriptors: [4, 0], place: '2.2' },
  ])('descriptors $descriptors belong to cell $place', ({ descriptors, place }) => {
    expect(placeOf(...descriptors)).toBe(place);
  });

  it('rejects a descriptor that is not a number', () => {
    expect(placeOf(Number.NaN, 0)).toBeUndefined();
    expect(placeOf(0, Number.NaN)).toBeUndefined();
  });

  it('refuses a task with another number of descriptors', () => {
    expect(() => placeOf(1)).toThrow(
      /KAIZEN_DESCRIPTORS_MISMATCH[\s\S]*wanted: 2 descriptors[\s\S]*got: {4}1 for candidate 0/,
    );
  });

  it('keeps the best of each cell, as a naive list does', () => {
    const dimensions = [{ min: 0, max: 1, bins: 4 }];
    const cellOf = ([x = 0]: readonly number[]) => [0.25, 0.5, 0.75].filter((edge) => x >= edge).length;
    fc.assert(
      fc.property(memberLists({ descriptors: 1, maxLength: 50 }), (members) => {
        const region = new MutableRegion();
        const archive = mapElites({ dimensions });
        for (const member of members) addTo(region, archive, member);

        const elites = new Map<number, Member>();
        for (const member of members) {
          const elite = elites.get(cellOf(member.descriptors));
          if (elite === undefined || isBetter(member, elite)) elites.set(cellOf(member.descriptors), member);
        }
        expect(region.members).toHaveLength(elites.size);
        for (const [cell, elite] of elites) expect(region.get(String(cell))).toBe(elite);
      }),
    );
  });
});
