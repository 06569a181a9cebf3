/**
 * A population of at most `capacity` members, ordered by several criteria at once. The criteria need no common scale,
 * because only ranks count:
 *
 *   standing_i = Σ_k |weight_k| · share of the others that i beats in criterion k, equals counting half
 *
 * A positive weight wants the criterion large, a negative one small. When the archive is full and one too many comes, the
 * member of the lowest standing leaves; of equals the older one, so the newcomer stays. The member of the highest merit
 * never leaves, whatever its standing. With the merit as the only criterion this is truncation selection. A newcomer has a
 * place of its own. O(capacity² · criteria) for a newcomer to a full archive.
 *
 * Source: `archive_criteria` of ShinkaEvolve, R. T. Lange, Y. Imajuku, E. Cetin 2025, arXiv 2509.19349; sums of ranks:
 * J.-C. de Borda, "Mémoire sur les élections au scrutin", 1781.
 */
import { z } from 'zod';
import type { Archive } from '../../core/archive.ts';
import type { Member } from '../../core/candidate.ts';
import { bestOf } from '../selection/ranking.ts';
import { added, REJECTED } from './outcome.ts';

const CRITERION = /^(merit|size|generation|descriptor\/\d{1,4}|stage\/.{1,200})$/;

export const rankedOptions = z.strictObject({
  /** Members kept per island, 1 … 10 000. */
  capacity: z.int().min(1).max(10_000).default(40),
  /** Weight by criterion: `merit`, `size`, `generation`, `descriptor/0`, … or `stage/<name>` for the merit on a stage. */
  criteria: z
    .record(z.string(), z.number().min(-1e6).max(1e6))
    .refine((criteria) => Object.keys(criteria).every((name) => CRITERION.test(name)), {
      error: 'expected names among merit, size, generation, descriptor/<number> and stage/<name>',
    })
    .refine((criteria) => Object.values(criteria).some((weight) => weight !== 0), {
      error: 'expected at least one weight other than 0',
    })
    .default({ merit: 1 }),
});

export function ranked(options: z.input<typeof rankedOptions> = {}): Archive {
  const { capacity, criteria } = rankedOptions.parse(options);
  return {
    name: 'ranked',
    add(region, member) {
      const place = `c${member.id}`;
      if (!Number.isFinite(member.merit) || region.get(place) !== undefined) return REJECTED;
      if (region.members.length < capacity) return added(place, member);

      const all = [...region.members, member];
      const leaving = leastOf(all, standings(all, criteria));
      if (leaving === member) return REJECTED;
      const left = { place: region.placeOf(leaving) as string, candidate: null };
      return { status: 'improved', changes: [left, { place, candidate: member.id }] };
    },
  };
}

/** standing_i in the order of `members`, which are at least two. */
export function standings(members: readonly Member[], criteria: Readonly<Record<string, number>>): number[] {
  const sums = members.map(() => 0);
  for (const [criterion, weight] of Object.entries(criteria)) {
    const sign = Math.sign(weight);
    const values = members.map((member) => {
      const value = sign * (criterionValue(member, criterion) ?? Number.NaN);
      return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
    });
    values.forEach((value, index) => {
      let beaten = -0.5;
      for (const other of values) beaten += value > other ? 1 : Number(value === other) / 2;
      sums[index] = (sums[index] as number) + (Math.abs(weight) * beaten) / (members.length - 1);
    });
  }
  return sums;
}

/** Undefined where a member has no such criterion: it then ranks last, whichever way the criterion is wanted. */
function criterionValue(member: Member, criterion: string): number | undefined {
  const [kind, name = ''] = criterion.split(/\/(.*)/s);
  if (kind === 'merit' || kind === 'size' || kind === 'generation') return member[kind];
  return kind === 'stage' ? member.stageMerits[name] : member.descriptors[Number(name)];
}

/** The member of the lowest standing, of equals the oldest; never the best by merit. */
function leastOf(members: readonly Member[], standing: readonly number[]): Member {
  const best = bestOf(members);
  let least: Member | undefined;
  let lowest = Number.POSITIVE_INFINITY;
  members.forEach((member, index) => {
    const value = standing[index] as number;
    if (member === best) return;
    if (least === undefined || value < lowest || (value === lowest && member.id < least.id)) {
      least = member;
      lowest = value;
    }
  });
  return least ?? best;
}
