import assert from 'node:assert/strict';
import fc from 'fast-check';
import { randomFrom, slotKey } from '../../src/base/random.ts';
import { isBetter, type Member } from '../../src/core/candidate.ts';
import type { Acceptance } from '../../src/core/search.ts';
import { describeLaws, type Law, runs } from './law.ts';
import { makeMember, memberParts } from './members.ts';

/** An acceptance rule under test. */
export interface AcceptanceSubject {
  make(): Acceptance;
}

export const acceptanceLaws: readonly Law<AcceptanceSubject>[] = [
  law('seed programs, which have no parent, are accepted', (acceptance, child) => {
    assert.equal(acceptance.accept(child, null, draws(child)), true);
  }),
  law('a child that is better than its parent is accepted', (acceptance, child, parent) => {
    if (isBetter(child, parent)) assert.equal(acceptance.accept(child, parent, draws(child)), true);
  }),
  law('the same draws give the same answer, and nobody is changed', (acceptance, child, parent, { make }) => {
    // Members are frozen: writing to them throws.
    const answer = acceptance.accept(child, parent, draws(child));
    assert.equal(make().accept(child, parent, draws(child)), answer);
    assert.equal(typeof answer, 'boolean');
  }),
];

/** Declares the tests that every acceptance rule must pass. */
export function acceptanceConformance(name: string, subject: AcceptanceSubject): void {
  describeLaws(`acceptance contract: ${name}`, acceptanceLaws, subject);
}

function law(
  name: string,
  hold: (acceptance: Acceptance, child: Member, parent: Member, subject: AcceptanceSubject) => void,
): Law<AcceptanceSubject> {
  return {
    name,
    check(subject) {
      fc.assert(
        fc.property(memberParts(), memberParts(), fc.nat(10_000), (childParts, parentParts, slot) => {
          const child = makeMember({ ...childParts, id: slot + 1 });
          hold(subject.make(), child, makeMember({ ...parentParts, id: slot }), subject);
        }),
        runs(300),
      );
    },
  };
}

function draws(child: Member) {
  return randomFrom(slotKey(1, child.id, 'acceptance'));
}
