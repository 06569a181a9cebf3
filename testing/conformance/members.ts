import fc from 'fast-check';
import type { Member } from '../../src/core/candidate.ts';
import { deepFreeze } from './deep-freeze.ts';

/** A frozen member: an algorithm that writes to it throws. Every part that is not given has a plain default. */
export function makeMember(parts: Partial<Member> & Pick<Member, 'id'>): Member {
  return deepFreeze({
    program: `program-${parts.id}`,
    parents: [],
    operator: 'test',
    generation: 1,
    island: 0,
    size: 10,
    note: {},
    merit: 0,
    stageMerits: {},
    descriptors: [],
    instanceMerits: [],
    behaviour: null,
    children: 0,
    ...parts,
  });
}

/** Members with these merits, ids 0, 1, … */
export function membersOf(...merits: number[]): Member[] {
  return merits.map((merit, id) => makeMember({ id, merit }));
}

/** How many descriptors and instances generated members have; both 0 when not given. */
export interface MemberShape {
  readonly descriptors?: number;
  readonly instances?: number;
}

/** Everything but the id. Small sets of values, so that ties and equal behaviours are common. */
export function memberParts({ descriptors = 0, instances = 0 }: MemberShape = {}): fc.Arbitrary<Omit<Member, 'id'>> {
  const merit = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: -4, max: 4 }) },
    { weight: 1, arbitrary: fc.double({ min: -1e9, max: 1e9, noNaN: true }) },
  );
  const coordinate = fc.double({ min: -0.5, max: 1.5, noNaN: true });
  return fc
    .record({
      merit,
      size: fc.integer({ min: 1, max: 6 }),
      behaviour: fc.constantFrom(null, null, 'a', 'b', 'c', 'd', 'e', 'f'),
      descriptors: fc.array(coordinate, { minLength: descriptors, maxLength: descriptors }),
      instanceMerits: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: instances, maxLength: instances }),
      generation: fc.integer({ min: 0, max: 3 }),
      children: fc.integer({ min: 0, max: 5 }),
    })
    .map((parts) => makeMember({ id: 0, ...parts }));
}

/** A list of members, ids 0, 1, … */
export function memberLists(shape: MemberShape & { minLength?: number; maxLength?: number } = {}) {
  const { minLength = 1, maxLength = 30 } = shape;
  return fc
    .array(memberParts(shape), { minLength, maxLength })
    .map((list) => list.map((parts, id) => makeMember({ ...parts, id })));
}
