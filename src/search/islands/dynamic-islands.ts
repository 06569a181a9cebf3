/**
 * Islands between which members move, and to which new ones are added while the search stands still.
 *
 * `count` islands are open from the start. `reserve` more are closed: nobody is edited there, and nobody moves there.
 * When the best merit is `stagnation` slots old, and again after each further `stagnation` slots, the first closed island
 * is opened with a copy of one member: the best of all, any member, or the oldest one, which is nearest to the seeds.
 * The number of islands of a run is fixed, hence the reserve; and a closed island is known by having members of
 * generation 0 only, hence nothing is opened with a seed program (`oldest` comes nearest to the published `initial`).
 *
 * Choice of the island: `choice.ts`. Migration: `moves.ts`. Nothing is counted: age is the number of committed slots less
 * the slot that made the oldest of the best members.
 *
 * Source: dynamic islands of ShinkaEvolve, R. T. Lange, Y. Imajuku, E. Cetin 2025, arXiv 2509.19349, published code.
 */
import { z } from 'zod';
import type { Random } from '../../base/random.ts';
import type { Member } from '../../core/candidate.ts';
import type { Region } from '../../core/region.ts';
import type { IslandReset, Islands } from '../../core/search.ts';
import { bestOf } from '../selection/ranking.ts';
import { choiceOption, chooseIsland } from './choice.ts';
import { moves } from './moves.ts';

export const dynamicIslandsOptions = z.strictObject({
  /** Open from the start, 1 … 1000. */
  count: z.int().min(1).max(1000).default(2),
  /** Opened on stagnation, 0 … 1000. */
  reserve: z.int().min(0).max(1000).default(0),
  choice: choiceOption.default('uniform'),
  /** Committed slots between migrations; 0 means never. */
  migrationInterval: z.int().min(0).default(10),
  /** Share of an island's members that moves each time, 0 … 1; above 0 at least one. */
  migrationRate: z.number().min(0).max(1).default(0),
  /** Whether an island's best member never moves away. */
  protectsBest: z.boolean().default(true),
  /** Slots without a better best after which an island is opened. */
  stagnation: z.int().min(1).default(100),
  /** Who founds it. */
  founder: z.enum(['best', 'random', 'oldest']).default('best'),
});

export function dynamicIslands(options: z.input<typeof dynamicIslandsOptions> = {}): Islands {
  const settings = dynamicIslandsOptions.parse(options);
  const { count, reserve, choice, migrationInterval, migrationRate, protectsBest, stagnation, founder } = settings;
  const openIn = (regions: readonly Region[]) => (island: number) =>
    island < count || (regions[island] as Region).members.some(({ generation }) => generation > 0);
  return {
    name: 'dynamic-islands',
    count: count + reserve,
    choose: (regions, random) => chooseIsland(regions, choice, random, openIn(regions)),
    migrate: (regions, committed, random) =>
      migrationInterval > 0 && committed > 0 && committed % migrationInterval === 0
        ? moves(regions, migrationRate, protectsBest, random, openIn(regions))
        : [],
    reset(regions, committed, random) {
      const closed = [...regions.keys()].find((island) => !openIn(regions)(island));
      return closed === undefined || !isDue(regions, committed, stagnation)
        ? []
        : opening(regions, closed, founder, random);
    },
  };
}

/** Whether the best merit has just become a multiple of `stagnation` slots old: as good and smaller makes it no younger. */
function isDue(regions: readonly Region[], committed: number, stagnation: number): boolean {
  let first: Member | null = null;
  for (const { members } of regions) {
    for (const member of members) {
      const isFirst =
        first === null || member.merit > first.merit || (member.merit === first.merit && member.id < first.id);
      if (isFirst) first = member;
    }
  }
  const age = first === null ? 0 : committed - first.id;
  return age > 0 && age % stagnation === 0;
}

function opening(
  regions: readonly Region[],
  island: number,
  founder: 'best' | 'random' | 'oldest',
  random: Random,
): IslandReset[] {
  const homes = regions.flatMap(({ members }, from) =>
    from === island ? [] : members.filter(({ generation }) => generation > 0).map((member) => ({ member, from })),
  );
  if (homes.length === 0) return [];
  const members = homes.map(({ member }) => member);
  const chosen = founder === 'best' ? bestOf(members) : founder === 'random' ? random.pick(members) : oldestOf(members);
  const from = homes.find(({ member }) => member === chosen)?.from as number;
  return [{ island, founder: chosen.id, from }];
}

/** Nearest to a seed program by descent, of equals the first. */
function oldestOf(members: readonly Member[]): Member {
  return members.reduce((a, b) =>
    b.generation < a.generation || (b.generation === a.generation && b.id < a.id) ? b : a,
  );
}
