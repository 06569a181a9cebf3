import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addTo } from '../../../testing/conformance/archive.ts';
import { makeMember, memberLists } from '../../../testing/conformance/members.ts';
import { MutableRegion } from '../../core/region.ts';
import { keepAll } from './keep-all.ts';

describe('keep-all', () => {
  it('keeps every candidate once, in the order of arrival', () => {
    fc.assert(
      fc.property(memberLists(), (members) => {
        const region = new MutableRegion();
        for (const member of members) expect(addTo(region, keepAll(), member).status).toBe('added');
        for (const member of members) expect(addTo(region, keepAll(), member).status).toBe('rejected');
        expect(region.members).toEqual(members);
      }),
    );
  });

  it('keeps twins: behaviour and merit are none of its business', () => {
    const region = new MutableRegion();
    for (const id of [0, 1]) addTo(region, keepAll(), makeMember({ id, behaviour: 'same' }));
    expect(region.members).toHaveLength(2);
  });
});
