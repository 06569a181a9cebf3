import assert from 'node:assert/strict';
import fc from 'fast-check';
import { randomFrom, slotKey } from '../../src/base/random.ts';
import type { Archive, ArchiveOutcome } from '../../src/core/archive.ts';
import { isBetter, type Member } from '../../src/core/candidate.ts';
import { MutableRegion, type Region } from '../../src/core/region.ts';
import { describeLaws, type Law, runs } from './law.ts';
import { type MemberShape, makeMember, memberParts } from './members.ts';

/** An archive under test, and the members that it is made for. */
export interface ArchiveSubject {
  make(): Archive;
  readonly shape?: MemberShape;
  /** The largest number of members that it may keep; none when it has no limit. */
  readonly capacity?: number;
}

/** What happens to a region: a newcomer, a member that comes again (as a migrant can), or the island is emptied. */
type Step =
  | { readonly kind: 'add'; readonly parts: Omit<Member, 'id'> }
  | { readonly kind: 'again'; readonly position: number }
  | { readonly kind: 'clear' };

/** One call of `add`: the kept members by place before and after it. */
interface Observation {
  readonly archive: Archive;
  readonly region: Region;
  readonly member: Member;
  readonly outcome: ArchiveOutcome;
  readonly before: ReadonlyMap<string, Member>;
  readonly after: ReadonlyMap<string, Member>;
}

export const archiveLaws: readonly Law<ArchiveSubject>[] = [
  law('never changes the region or a member', ({ before, region }) => {
    assert.deepEqual(placesOf(region), before);
  }),
  law('rejected means no changes, kept means that the candidate stands in exactly one place', (seen) => {
    const { outcome, member, after } = seen;
    if (outcome.status === 'rejected') return assert.deepEqual(outcome.changes, []);
    assert.equal(outcome.changes.filter(({ candidate }) => candidate === member.id).length, 1);
    assert.equal([...after.values()].filter(({ id }) => id === member.id).length, 1);
  }),
  law('nobody stands in two places', ({ after }) => {
    const ids = [...after.values()].map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  }),
  law('`added` means that nobody left, `improved` that somebody did', ({ outcome, before, after }) => {
    const kept = new Set(after.values());
    const hasLeft = [...before.values()].some((member) => !kept.has(member));
    if (outcome.status === 'added') assert.equal(hasLeft, false);
    if (outcome.status === 'improved') assert.equal(hasLeft, true);
  }),
  law('only places that were taken are emptied, each place changes once', ({ outcome, before }) => {
    for (const { place, candidate } of outcome.changes) if (candidate === null) assert.ok(before.has(place));
    assert.equal(new Set(outcome.changes.map(({ place }) => place)).size, outcome.changes.length);
  }),
  law('the new member of a place is never worse than the one it replaces', ({ before, after }) => {
    for (const [place, member] of after) {
      const previous = before.get(place);
      assert.ok(previous === undefined || !isBetter(previous, member), `place ${place} got worse`);
    }
  }),
  law('the best member never gets worse', ({ before, after }) => {
    if (before.size === 0) return;
    assert.ok(!isBetter(bestOf(before), bestOf(after)));
  }),
  law('a new best is always kept', ({ before, member, outcome }) => {
    const isNew = [...before.values()].every((other) => isBetter(member, other));
    if (isNew) assert.notEqual(outcome.status, 'rejected');
  }),
  law('a member that comes again is rejected', ({ before, member, outcome }) => {
    if ([...before.values()].some(({ id }) => id === member.id)) assert.equal(outcome.status, 'rejected');
  }),
  law('the same input gives the same outcome', ({ archive, region, member, outcome }) => {
    assert.deepEqual(archive.add(region, member, drawsFor(member)), outcome);
  }),
  law('a merit that is not finite is rejected', ({ archive, region, member }) => {
    for (const merit of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      const outcome = archive.add(region, makeMember({ ...member, id: 1_000_000, merit }), drawsFor(member));
      assert.equal(outcome.status, 'rejected');
    }
  }),
  law('never keeps more than its capacity', ({ after }, { capacity }) => {
    assert.ok(after.size <= (capacity ?? Number.POSITIVE_INFINITY));
  }),
];

/** Declares the tests that every archive must pass. */
export function archiveConformance(name: string, subject: ArchiveSubject): void {
  describeLaws(`archive contract: ${name}`, archiveLaws, subject);
}

/** Adds one member to a region and applies what the archive answered, as a run does. */
export function addTo(region: MutableRegion, archive: Archive, member: Member): ArchiveOutcome {
  const known = new Map(region.members.map((kept) => [kept.id, kept]));
  const outcome = archive.add(region, member, drawsFor(member));
  for (const { place, candidate } of outcome.changes) {
    if (candidate === null) {
      region.remove(place);
      continue;
    }
    const kept = candidate === member.id ? member : known.get(candidate);
    assert.ok(kept !== undefined, `candidate ${candidate} is neither the newcomer nor a member`);
    region.put(place, kept);
  }
  return outcome;
}

/** A law that holds for every call of `add` in any history of a region. */
function law(name: string, hold: (seen: Observation, subject: ArchiveSubject) => void): Law<ArchiveSubject> {
  return {
    name,
    check(subject) {
      fc.assert(
        fc.property(fc.array(steps(subject.shape), { maxLength: 60 }), (history) =>
          replay(subject, history, (seen) => hold(seen, subject)),
        ),
        runs(120),
      );
    },
  };
}

function steps(shape: MemberShape | undefined): fc.Arbitrary<Step> {
  return fc.oneof(
    { weight: 20, arbitrary: fc.record({ kind: fc.constant('add' as const), parts: memberParts(shape) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('again' as const), position: fc.nat(1000) }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'clear' as const }) },
  );
}

/** `before` and `after` come from a naive list of places that is kept beside the region. */
function replay(subject: ArchiveSubject, history: readonly Step[], look: (seen: Observation) => void): void {
  const archive = subject.make();
  const region = new MutableRegion();
  const everyone: Member[] = [];
  let before = new Map<string, Member>();
  for (const step of history) {
    if (step.kind === 'clear') {
      for (const place of before.keys()) region.remove(place);
      before = new Map();
      continue;
    }
    if (step.kind === 'again' && everyone.length === 0) continue;
    const member =
      step.kind === 'add'
        ? makeMember({ ...step.parts, id: everyone.length })
        : (everyone[step.position % everyone.length] as Member);
    if (step.kind === 'add') everyone.push(member);

    const outcome = archive.add(region, member, drawsFor(member));
    const after = new Map(before);
    for (const { place, candidate } of outcome.changes) {
      if (candidate === null) after.delete(place);
      else after.set(place, everyone[candidate] as Member);
    }
    look({ archive, region, member, outcome, before, after });
    assert.deepEqual(addTo(region, archive, member), outcome);
    assert.deepEqual(placesOf(region), after);
    before = after;
  }
}

function drawsFor(member: Member) {
  return randomFrom(slotKey(1, member.id, 'archive'));
}

function placesOf(region: Region): Map<string, Member> {
  return new Map(region.members.map((member) => [region.placeOf(member) as string, member]));
}

function bestOf(places: ReadonlyMap<string, Member>): Member {
  return [...places.values()].reduce((a, b) => (isBetter(b, a) ? b : a));
}
