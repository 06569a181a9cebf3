/**
 * Several populations that evolve apart and exchange members now and then; one island is the plain case.
 *
 * Which island's member is edited next is said by `choice.ts`. Migration and reset follow a fixed rhythm of committed
 * slots (see `migration.ts`, `reset.ts`), so no counter is kept anywhere.
 *
 * Sources: R. Tanese, "Distributed genetic algorithms", ICGA 1989; island choice and migration as options of ShinkaEvolve,
 * R. T. Lange, Y. Imajuku, E. Cetin 2025, arXiv 2509.19349.
 */
import { z } from 'zod';
import type { Islands } from '../../core/search.ts';
import { choiceOption, chooseIsland } from './choice.ts';
import { migrations } from './migration.ts';
import { resets } from './reset.ts';

export const islandsOptions = z.strictObject({
  /** 1 … 1000. */
  count: z.int().min(1).max(1000).default(1),
  choice: choiceOption.default('uniform'),
  /** Committed slots between migrations; 0 means never. */
  migrationInterval: z.int().min(0).default(100),
  /** Share of an island's members that is copied each time, 0 … 1; above 0 at least one. */
  migrationRate: z.number().min(0).max(1).default(0.1),
  topology: z.enum(['ring', 'random']).default('ring'),
  /** Committed slots between resets of the worse half; 0 means never. */
  resetInterval: z.int().min(0).default(0),
});

export function islands(options: z.input<typeof islandsOptions> = {}): Islands {
  const settings = islandsOptions.parse(options);
  const isDue = (interval: number, committed: number): boolean =>
    interval > 0 && committed > 0 && committed % interval === 0 && settings.count > 1;
  return {
    name: 'islands',
    count: settings.count,
    choose: (regions, random) => chooseIsland(regions, settings.choice, random),
    migrate: (regions, committed, random) =>
      isDue(settings.migrationInterval, committed)
        ? migrations(regions, settings.migrationRate, settings.topology, random)
        : [],
    reset: (regions, committed, random) => (isDue(settings.resetInterval, committed) ? resets(regions, random) : []),
  };
}
