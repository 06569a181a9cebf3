import assert from 'node:assert/strict';
import fc from 'fast-check';
import { randomFrom, slotKey } from '../../src/base/random.ts';
import { isBetter, type Member } from '../../src/core/candidate.ts';
import type { InspirationSelector } from '../../src/core/novelty.ts';
import { MutableRegion } from '../../src/core/region.ts';
import { describeLaws, type Law, runs } from './law.ts';
import { makeMember, memberParts } from './members.ts';

/** A rule under test that chooses what a model sees beside the parent. */
export interface InspirationSubject {
  make(): InspirationSelector;
}

/** One call of `select`. */
interface Asked {
  readonly parent: Member;
  /** Members of the parent's island, which need not hold the parent any more. */
  readonly region: MutableRegion;
  /** The best of the run, perhaps of another island; null before anything was evaluated. */
  readonly best: Member | null;
  readonly count: number;
}

export const inspirationLaws: readonly Law<InspirationSubject>[] = [
  law('chooses at most as many as it was asked for, each once, and never the parent', (selector, asked) => {
    const ids = select(selector, asked).map(({ id }) => id);
    assert.ok(ids.length <= asked.count, `${ids.length} of ${asked.count}`);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(!ids.includes(asked.parent.id));
  }),
  law('chooses members of the island or the best of the run, as they are', (selector, asked) => {
    for (const member of select(selector, asked)) {
      assert.ok(member === asked.best || asked.region.members.includes(member), `candidate ${member.id} is a stranger`);
    }
  }),
  law('hands them out worst first', (selector, asked) => {
    const chosen = select(selector, asked);
    chosen.slice(1).forEach((member, index) => {
      assert.ok(!isBetter(chosen[index] as Member, member));
    });
  }),
  law('the same draws choose the same, and the region is left as it is', (selector, asked, { make }) => {
    const before = [...asked.region.members];
    const chosen = select(selector, asked);
    assert.deepEqual(asked.region.members, before);
    assert.deepEqual(select(make(), asked), chosen);
  }),
  law('chooses nobody where nobody is wanted, or nobody else is there', (selector, { parent, region, best }) => {
    assert.deepEqual(select(selector, { parent, region, best, count: 0 }), []);
    const alone = new MutableRegion();
    alone.put('0', parent);
    for (const only of [null, parent]) {
      assert.deepEqual(select(selector, { parent, region: alone, best: only, count: 3 }), []);
      assert.deepEqual(select(selector, { parent, region: new MutableRegion(), best: only, count: 3 }), []);
    }
  }),
  {
    name: 'chooses somebody where there is a choice',
    check({ make }) {
      const region = regionOf([1, 2, 3].map((merit, id) => makeMember({ id, merit })));
      const [parent] = region.members as [Member];
      const best = region.members[2] as Member;
      assert.ok(select(make(), { parent, region, best, count: 2 }).length > 0);
    },
  },
];

/** Declares the tests that every rule for inspirations must pass. */
export function inspirationConformance(name: string, subject: InspirationSubject): void {
  describeLaws(`inspirations contract: ${name}`, inspirationLaws, subject);
}

function law(
  name: string,
  hold: (selector: InspirationSelector, asked: Asked, subject: InspirationSubject) => void,
): Law<InspirationSubject> {
  return {
    name,
    check(subject) {
      fc.assert(
        fc.property(situations(), (asked) => hold(subject.make(), asked, subject)),
        runs(200),
      );
    },
  };
}

function situations(): fc.Arbitrary<Asked> {
  return fc
    .record({
      parts: fc.array(memberParts(), { minLength: 2, maxLength: 15 }),
      count: fc.nat(6),
      best: fc.constantFrom('none', 'here', 'elsewhere'),
      isParentHere: fc.boolean(),
    })
    .map(({ parts, count, best, isParentHere }) => {
      const members = parts.map((part, id) => makeMember({ ...part, id }));
      const [parent, elsewhere, ...others] = members as [Member, Member, ...Member[]];
      const here = isParentHere ? [parent, ...others] : others;
      const bestHere = here.reduce<Member | null>((a, b) => (a === null || isBetter(b, a) ? b : a), null);
      const known = best === 'none' ? null : best === 'here' ? bestHere : elsewhere;
      return { parent, region: regionOf(here), best: known, count };
    });
}

/** The members, and a list of them that throws when it is sorted in place. */
function regionOf(members: readonly Member[]): MutableRegion {
  const region = new MutableRegion();
  members.forEach((member, index) => {
    region.put(String(index), member);
  });
  Object.freeze(region.members);
  return region;
}

function select(selector: InspirationSelector, { parent, region, best, count }: Asked): readonly Member[] {
  return selector.select(parent, region, best, count, randomFrom(slotKey(1, parent.id, 'inspirations')));
}
