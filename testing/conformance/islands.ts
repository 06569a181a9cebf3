import assert from 'node:assert/strict';
import fc from 'fast-check';
import { randomFrom, slotKey } from '../../src/base/random.ts';
import type { CandidateId, Member } from '../../src/core/candidate.ts';
import { MutableRegion, type Region } from '../../src/core/region.ts';
import type { Islands } from '../../src/core/search.ts';
import { describeLaws, type Law, runs } from './law.ts';
import { memberLists } from './members.ts';

/** An island model under test. */
export interface IslandsSubject {
  make(): Islands;
}

/** Committed slots at which the laws look: every rhythm of up to a few hundred slots is met several times. */
const MOMENTS = Array.from({ length: 400 }, (_, committed) => committed);

export const islandsLaws: readonly Law<IslandsSubject>[] = [
  law('has one island or more', (islands) => {
    assert.ok(Number.isInteger(islands.count) && islands.count >= 1);
  }),
  law('chooses an island, and never an empty one while another has members', (islands, regions) => {
    const chosen = islands.choose(regions, draws(1), 1);
    const region = regions[chosen];
    assert.ok(region !== undefined, `island ${chosen} of ${regions.length}`);
    if (regions.some(({ members }) => members.length > 0)) assert.ok(region.members.length > 0);
  }),
  law('migrants are members of the island they leave, and arrive on another one', (islands, regions) => {
    for (const committed of MOMENTS) {
      for (const { candidate, from, to } of islands.migrate(regions, committed, draws(committed))) {
        assert.ok(has(regions[from], candidate));
        assert.notEqual(from, to);
        assert.ok(regions[to] !== undefined);
      }
    }
  }),
  law('nobody migrates twice to the same island at once, or to where it already is', (islands, regions) => {
    for (const committed of MOMENTS) {
      const moves = islands.migrate(regions, committed, draws(committed));
      assert.equal(new Set(moves.map(({ candidate, to }) => `${candidate}>${to}`)).size, moves.length);
      for (const { candidate, to } of moves) assert.ok(!has(regions[to], candidate));
    }
  }),
  law('nothing moves before the first slot, or on a single island', (islands, regions) => {
    assert.deepEqual(islands.migrate(regions, 0, draws(0)), []);
    assert.deepEqual(islands.reset(regions, 0, draws(0)), []);
    if (islands.count > 1) return;
    for (const committed of MOMENTS) assert.deepEqual(islands.migrate(regions, committed, draws(committed)), []);
  }),
  law('a reset island gets a founder from an island that stays, each at most once', (islands, regions) => {
    for (const committed of MOMENTS) {
      const resets = islands.reset(regions, committed, draws(committed));
      const emptied = new Set(resets.map(({ island }) => island));
      assert.equal(emptied.size, resets.length);
      for (const { island, founder, from } of resets) {
        assert.ok(regions[island] !== undefined && !emptied.has(from));
        assert.ok(has(regions[from], founder));
      }
    }
  }),
  law('the same draws give the same answers, and no region is changed', (islands, regions, { make }) => {
    const before = regions.map(({ members }) => [...members]);
    const other = make();
    for (const committed of MOMENTS) {
      const answers = [islands, other].map((model) => [
        model.choose(regions, draws(committed), committed),
        model.migrate(regions, committed, draws(committed)),
        model.reset(regions, committed, draws(committed)),
      ]);
      assert.deepEqual(answers[0], answers[1]);
    }
    assert.deepEqual(
      regions.map(({ members }) => members),
      before,
    );
  }),
];

/** Declares the tests that every island model must pass. */
export function islandsConformance(name: string, subject: IslandsSubject): void {
  describeLaws(`islands contract: ${name}`, islandsLaws, subject);
}

/** Regions with these members, each at a place named after it. */
export function regionsOf(...islands: readonly (readonly Member[])[]): MutableRegion[] {
  return islands.map((members) => {
    const region = new MutableRegion();
    for (const member of members) region.put(`c${member.id}`, member);
    return region;
  });
}

function law(
  name: string,
  hold: (islands: Islands, regions: readonly Region[], subject: IslandsSubject) => void,
): Law<IslandsSubject> {
  return {
    name,
    check(subject) {
      const { count } = subject.make();
      const members = memberLists({ minLength: 0, maxLength: 12 });
      // Ids overlap between islands, as they do after migrations; a member is the same object everywhere.
      const island = fc.oneof(fc.constant<boolean[]>([]), fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }));
      const layouts = fc.tuple(members, fc.array(island, { minLength: count, maxLength: count }));
      fc.assert(
        fc.property(layouts, ([everyone, layout]) => {
          const regions = regionsOf(
            ...Array.from({ length: count }, (_, island) => everyone.filter((_, index) => layout[island]?.[index])),
          );
          hold(subject.make(), regions, subject);
        }),
        runs(40),
      );
    },
  };
}

function has(region: Region | undefined, candidate: CandidateId): boolean {
  return region?.members.some(({ id }) => id === candidate) ?? false;
}

function draws(slot: number) {
  return randomFrom(slotKey(1, slot, 'islands'));
}
