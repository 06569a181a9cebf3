import { describe, expect, it } from 'vitest';
import type { Archive, PlaceChange } from '../../src/core/archive.ts';
import { isBetter, type Member } from '../../src/core/candidate.ts';
import type { Acceptance, Allocator, Islands, Selector } from '../../src/core/search.ts';
import { ucb } from '../../src/search/allocation/ucb.ts';
import { keepAll } from '../../src/search/archives/keep-all.ts';
import { topK } from '../../src/search/archives/top-k.ts';
import { islands } from '../../src/search/islands/islands.ts';
import { acceptanceLaws } from './acceptance.ts';
import { allocatorLaws } from './allocator.ts';
import { archiveLaws } from './archive.ts';
import { islandsLaws } from './islands.ts';
import { brokenLaws } from './law.ts';
import { selectorLaws } from './selector.ts';

// Each subject breaks its contract in one way; a suite that does not notice is worth nothing.

const kept = (status: 'added' | 'improved', ...changes: PlaceChange[]) => ({ status, changes });
const archive = (add: Archive['add']): { make(): Archive } => ({ make: () => ({ name: 'broken', add }) });

describe('the archive suite notices an archive that', () => {
  const good = topK({ capacity: 3 });
  it.each<{ title: string; subject: ReturnType<typeof archive> & { capacity?: number }; law: RegExp }>([
    {
      title: 'writes to the region itself',
      subject: archive((region, member, random) => {
        (region.members as Member[]).reverse();
        return good.add(region, member, random);
      }),
      law: /never changes the region/,
    },
    {
      title: 'says rejected and keeps',
      subject: archive((_, { id }) => ({ status: 'rejected', changes: [{ place: `c${id}`, candidate: id }] })),
      law: /rejected means no changes/,
    },
    {
      title: 'says kept and does not keep',
      subject: archive(() => kept('added')),
      law: /stands in exactly one place/,
    },
    {
      title: 'keeps a candidate twice',
      subject: archive((_, { id }) => kept('added', { place: 'a', candidate: id }, { place: 'b', candidate: id })),
      law: /nobody stands in two places/,
    },
    {
      title: 'keeps a member again that it has',
      subject: archive(({ members }, { id }) => kept('added', { place: `${members.length}`, candidate: id })),
      law: /comes again is rejected/,
    },
    {
      title: 'calls everything added',
      subject: archive((region, member, random) => {
        const outcome = good.add(region, member, random);
        return outcome.status === 'rejected' ? outcome : { ...outcome, status: 'added' };
      }),
      law: /`added` means that nobody left/,
    },
    {
      title: 'empties places that nobody had',
      subject: archive((_, { id }) =>
        kept('added', { place: `c${id}`, candidate: id }, { place: 'x', candidate: null }),
      ),
      law: /only places that were taken are emptied/,
    },
    {
      title: 'lets a worse candidate replace a better one',
      subject: archive(({ members }, { id }) =>
        kept(members.length > 0 ? 'improved' : 'added', { place: '0', candidate: id }),
      ),
      law: /never worse than the one it replaces/,
    },
    {
      title: 'drops the best to make room',
      subject: archive((region, { id }) => {
        const [oldest] = region.members;
        if (oldest === undefined || region.members.length < 3) return kept('added', { place: `c${id}`, candidate: id });
        const place = region.placeOf(oldest) as string;
        return kept('improved', { place, candidate: null }, { place: `c${id}`, candidate: id });
      }),
      law: /the best member never gets worse/,
    },
    {
      title: 'refuses a new best',
      subject: archive((region, member, random) =>
        member.merit > 3 ? { status: 'rejected', changes: [] } : good.add(region, member, random),
      ),
      law: /a new best is always kept/,
    },
    {
      title: 'depends on more than its input',
      subject: (() => {
        let calls = 0;
        return archive((region, member, random) => {
          calls += 1;
          return calls % 2 === 0 ? { status: 'rejected', changes: [] } : good.add(region, member, random);
        });
      })(),
      law: /same input gives the same outcome/,
    },
    {
      title: 'keeps a merit that is not a number',
      subject: archive((region, { id }) =>
        region.get(`c${id}`) ? { status: 'rejected', changes: [] } : kept('added', { place: `c${id}`, candidate: id }),
      ),
      law: /merit that is not finite is rejected/,
    },
    { title: 'keeps more than its capacity', subject: { make: keepAll, capacity: 3 }, law: /never keeps more/ },
  ])('$title', ({ subject, law }) => {
    expect(brokenLaws(archiveLaws, subject).some((name) => law.test(name))).toBe(true);
  });

  it('finds nothing to object to in a good one', () => {
    expect(brokenLaws(archiveLaws, { make: () => good, capacity: 3 })).toEqual([]);
  });
});

describe('the selector suite notices a selector that', () => {
  const broken = (select: Selector['select']) => ({ make: (): Selector => ({ name: 'broken', select }) });
  let calls = 0;
  it.each<{ title: string; subject: ReturnType<typeof broken>; law: RegExp }>([
    {
      title: 'returns a copy',
      subject: broken(([first]) => ({ ...(first as Member) })),
      law: /returns one of the members/,
    },
    {
      title: 'sorts the list in place',
      subject: broken((members) => (members as Member[]).sort((a, b) => b.merit - a.merit)[0] as Member),
      law: /changes none of them/,
    },
    {
      title: 'keeps a counter',
      subject: broken((members) => members[calls++ % members.length] as Member),
      law: /same draws give the same member/,
    },
    {
      title: 'returns the worst',
      subject: broken((members) => members.reduce((a, b) => (isBetter(a, b) ? b : a))),
      law: /better members come up more often/,
    },
    {
      title: 'needs instances',
      subject: broken((members) => members.find(({ instanceMerits }) => (instanceMerits[2] ?? -1) >= 0) as Member),
      law: /different numbers of instances/,
    },
  ])('$title', ({ subject, law }) => {
    expect(brokenLaws(selectorLaws, { ...subject, prefersMerit: true }).some((name) => law.test(name))).toBe(true);
  });
});

describe('the acceptance suite notices a rule that', () => {
  const broken = (accept: Acceptance['accept']) => ({ make: (): Acceptance => ({ name: 'broken', accept }) });
  let calls = 0;
  it.each<{ title: string; subject: ReturnType<typeof broken>; law: RegExp }>([
    { title: 'refuses seeds', subject: broken((_, parent) => parent !== null), law: /seed programs/ },
    {
      title: 'refuses better children',
      subject: broken((_, parent) => parent === null),
      law: /better than its parent/,
    },
    { title: 'keeps a counter', subject: broken(() => calls++ % 2 === 0), law: /same answer/ },
  ])('$title', ({ subject, law }) => {
    expect(brokenLaws(acceptanceLaws, subject).some((name) => law.test(name))).toBe(true);
  });
});

describe('the allocator suite notices an allocator that', () => {
  const good = ucb();
  const broken = (parts: Partial<Allocator>) => ({ make: (): Allocator => ({ ...good, ...parts }) });
  let calls = 0;
  it.each<{ title: string; subject: ReturnType<typeof broken>; law: RegExp }>([
    { title: 'chooses no arm', subject: broken({ choose: (arms) => arms.length }), law: /chooses one of the arms/ },
    { title: 'keeps a counter', subject: broken({ choose: (arms) => calls++ % arms.length }), law: /same draws/ },
    { title: 'ignores arms that were never opened', subject: broken({ choose: () => 0 }), law: /never opened first/ },
    {
      title: 'writes to an arm',
      subject: broken({ credit: (arm) => Object.assign(arm, { closed: arm.closed + 1 }) }),
      law: /credit makes a new arm/,
    },
    {
      title: 'forgets to count',
      subject: broken({ credit: (arm, outcome) => ({ ...good.credit(arm, outcome), closed: arm.closed }) }),
      law: /one more finished slot/,
    },
    {
      title: 'divides by the compute of a free slot',
      subject: broken({
        credit: (arm, { compute }) => ({ ...arm, closed: arm.closed + 1, weight: 1, reward: 1, compute: 1 / compute }),
      }),
      law: /statistics stay finite/,
    },
    {
      title: 'learns nothing',
      subject: broken({ choose: (arms, random) => random.integer(arms.length) }),
      law: /arm that earns more/,
    },
    {
      title: 'does not look at the cost',
      subject: broken({ credit: (arm, { reward }) => good.credit(arm, { reward, compute: 1 }) }),
      law: /cheaper of two arms/,
    },
    {
      title: 'lets an arm starve',
      subject: { make: () => ucb({ floor: 0, exploration: 0.01 }) },
      law: /below the floor/,
    },
  ])('$title', ({ subject, law }) => {
    const broken = brokenLaws(allocatorLaws, { ...subject, learns: true, floor: 0.1 });
    expect(broken.some((name) => law.test(name))).toBe(true);
  });
});

describe('the islands suite notices an island model that', () => {
  const good = islands({ count: 3, migrationInterval: 10 });
  const broken = (parts: Partial<typeof good>) => ({
    make: (): Islands & Partial<typeof good> => ({ ...good, ...parts }),
  });
  let calls = 0;
  it.each<{ title: string; subject: ReturnType<typeof broken>; law: RegExp }>([
    { title: 'has none', subject: broken({ count: 0 }), law: /one island or more/ },
    { title: 'chooses empty islands', subject: broken({ choose: () => 0 }), law: /never an empty one/ },
    {
      title: 'moves strangers',
      subject: broken({ migrate: () => [{ candidate: 999, from: 0, to: 1 }] }),
      law: /migrants are members/,
    },
    {
      title: 'moves members to their own island',
      subject: broken({
        migrate: (regions) =>
          regions.flatMap(({ members: [first] }, from) => (first ? [{ candidate: first.id, from, to: from }] : [])),
      }),
      law: /arrive on another one/,
    },
    {
      title: 'sends copies twice',
      subject: broken({ migrate: (...input) => [...good.migrate(...input), ...good.migrate(...input)] }),
      law: /nobody migrates twice/,
    },
    {
      title: 'starts before the first slot',
      subject: broken({ migrate: (regions, _, random) => good.migrate(regions, 10, random) }),
      law: /before the first slot/,
    },
    {
      title: 'resets the island that gives the founder',
      subject: broken({
        reset: (regions) =>
          regions.flatMap(({ members: [first] }, island) =>
            first ? [{ island, founder: first.id, from: island }] : [],
          ),
      }),
      law: /from an island that stays/,
    },
    {
      title: 'keeps a counter',
      subject: broken({ choose: () => calls++ % 3 }),
      law: /same draws give the same answers/,
    },
  ])('$title', ({ subject, law }) => {
    expect(brokenLaws(islandsLaws, subject).some((name) => law.test(name))).toBe(true);
  });
});
