import assert from 'node:assert/strict';
import fc from 'fast-check';
import { randomFrom, slotKey } from '../../src/base/random.ts';
import type { Member } from '../../src/core/candidate.ts';
import type { Selector } from '../../src/core/search.ts';
import { describeLaws, type Law, runs } from './law.ts';
import { makeMember, memberLists } from './members.ts';

/** A selector under test. */
export interface SelectorSubject {
  make(): Selector;
  /** Whether better members must come up more often, other things being equal. */
  readonly prefersMerit: boolean;
}

export const selectorLaws: readonly Law<SelectorSubject>[] = [
  law('returns one of the members, and changes none of them', (selector, members) => {
    // The list and its members are frozen: writing to them throws.
    assert.ok(members.includes(select(selector, members, 1)));
  }),
  law('the same draws give the same member', (selector, members, { make }) => {
    assert.equal(select(make(), members, 2), select(selector, members, 2));
  }),
  law('the only member is always chosen', (selector, members) => {
    const [only] = members as [Member];
    assert.equal(select(selector, Object.freeze([only]), 3), only);
  }),
  law('copes with merits of any finite size', (selector, members) => {
    const huge = members.map((member) => makeMember({ ...member, merit: member.merit * 1e299 }));
    const tiny = members.map((member) => makeMember({ ...member, merit: member.merit * 1e-300 }));
    for (const list of [huge, tiny]) assert.ok(list.includes(select(selector, Object.freeze(list), 4)));
  }),
  law('copes with members that reached different numbers of instances', (selector, members) => {
    const mixed = members.map((member, index) =>
      makeMember({ ...member, instanceMerits: member.instanceMerits.slice(0, index % 4) }),
    );
    assert.ok(mixed.includes(select(selector, Object.freeze(mixed), 5)));
  }),
  {
    name: 'better members come up more often',
    check({ make, prefersMerit }) {
      if (!prefersMerit) return;
      const selector = make();
      const merits = [5, 1, 3, 2, 6, 4];
      const members = merits.map((merit, id) => makeMember({ id, merit, instanceMerits: [merit, merit] }));
      const draws = 600;
      let sum = 0;
      for (let draw = 0; draw < draws; draw++) sum += select(selector, members, draw).merit;
      // Uniform draws have mean 3.5 with a standard error of 0.07.
      assert.ok(sum / draws > 3.5 + 4 * 0.07, `mean merit of the chosen: ${sum / draws}`);
    },
  },
];

/** Declares the tests that every selector must pass. */
export function selectorConformance(name: string, subject: SelectorSubject): void {
  describeLaws(`selector contract: ${name}`, selectorLaws, subject);
}

function law(
  name: string,
  hold: (selector: Selector, members: readonly Member[], subject: SelectorSubject) => void,
): Law<SelectorSubject> {
  return {
    name,
    check(subject) {
      const lists = memberLists({ instances: 3 });
      fc.assert(
        fc.property(lists, (members) => hold(subject.make(), Object.freeze(members), subject)),
        runs(100),
      );
    },
  };
}

function select(selector: Selector, members: readonly Member[], slot: number): Member {
  return selector.select(members, randomFrom(slotKey(1, slot, 'parent')));
}
