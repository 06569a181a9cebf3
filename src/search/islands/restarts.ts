/**
 * Random restarts: islands that never exchange anything and are worked on one after another. Each begins with the seed
 * programs, so with an archive of one place every island is one independent climb.
 *
 * How long a climb lasts, in slots: `unit · luby(n)` for the n-th climb with the Luby sequence
 * 1, 1, 2, 1, 1, 2, 4, 1, 1, 2, …, or always `unit` with the fixed schedule. The Luby schedule needs no knowledge of how
 * long a good climb takes, and is within a logarithmic factor of the best schedule that has it. When every island has
 * had its turn, the first climb is taken up again.
 *
 * Source: M. Luby, A. Sinclair, D. Zuckerman, "Optimal speedup of Las Vegas algorithms", Information Processing Letters
 * 47, 1993, section 2.
 */
import { z } from 'zod';
import type { Region } from '../../core/region.ts';
import type { Islands } from '../../core/search.ts';

export const restartsOptions = z.strictObject({
  /** Climbs before the first one is taken up again, 1 … 1000. */
  count: z.int().min(1).max(1000).default(256),
  /** Slots of the shortest climb. */
  unit: z.int().min(1).default(250),
  schedule: z.enum(['luby', 'fixed']).default('luby'),
});

export function restarts(options: z.input<typeof restartsOptions> = {}): Islands {
  const { count, unit, schedule } = restartsOptions.parse(options);
  return {
    name: 'restarts',
    count,
    choose: (regions, _, slot) => {
      const period = Math.floor(slot / unit);
      const climb = (schedule === 'fixed' ? period : climbAt(period)) % count;
      return inhabitedFrom(regions, climb);
    },
    migrate: () => [],
    reset: () => [],
  };
}

/**
 * Number of the climb (0, 1, …) that period 0, 1, … belongs to, when the n-th climb lasts luby(n) periods.
 *
 * The first 2^k − 1 terms add up to k · 2^(k−1); the same terms follow once more, and then the term 2^k. So with the largest
 * k whose terms are over, a period is in the repetition, where it is looked up as if it had begun there, or in that term.
 */
export function climbAt(period: number): number {
  let before = 0;
  for (let left = period; ; ) {
    let k = 0;
    while ((k + 1) * 2 ** k <= left) k += 1;
    const sum = (k * 2 ** k) / 2;
    left -= sum;
    before += 2 ** k - 1;
    if (left >= sum) return before + 2 ** k - 1;
  }
}

/** The wanted island, or the next one that has members. */
function inhabitedFrom(regions: readonly Region[], wanted: number): number {
  for (let step = 0; step < regions.length; step++) {
    const island = (wanted + step) % regions.length;
    if ((regions[island] as Region).members.length > 0) return island;
  }
  return wanted;
}
