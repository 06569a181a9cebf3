import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Member } from './candidate.ts';
import { MutableRegion } from './region.ts';

const member = (id: number): Member => ({ id }) as Member;

describe('MutableRegion', () => {
  it('agrees with a plain map under any sequence of changes', () => {
    const change = fc.record({ place: fc.constantFrom('a', 'b', 'c', 'd'), id: fc.option(fc.nat(50)) });
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const region = new MutableRegion();
        const model = new Map<string, number>();
        for (const { place, id } of changes) {
          if (id === null) {
            region.remove(place);
            model.delete(place);
          } else {
            region.put(place, member(id));
            model.set(place, id);
          }
          expect(new Set(region.members.map(({ id }) => id))).toEqual(new Set(model.values()));
          expect(region.members).toHaveLength(model.size);
          for (const [where, kept] of model) expect(region.get(where)?.id).toBe(kept);
        }
      }),
    );
  });

  it('knows where a member stands', () => {
    const region = new MutableRegion();
    const kept = member(1);
    region.put('x', kept);
    expect(region.placeOf(kept)).toBe('x');
    expect(region.placeOf(member(2))).toBeUndefined();
  });
});
