/**
 * A grid over the descriptors; each cell keeps one elite, which only a better candidate replaces.
 *
 *   cell_d = clamp(⌊bins_d · (x_d − min_d) / (max_d − min_d)⌋, 0, bins_d − 1)
 *
 * Values outside [min, max] belong to the outermost cell. A descriptor that is NaN has no cell: the candidate is rejected.
 * Constant time.
 *
 * Source: J.-B. Mouret, J. Clune, "Illuminating search spaces by mapping elites", 2015, arXiv 1504.04909.
 */
import { z } from 'zod';
import { KaizenError } from '../../base/errors.ts';
import type { Archive } from '../../core/archive.ts';
import { isBetter } from '../../core/candidate.ts';
import { added, REJECTED, replaced } from './outcome.ts';

const dimension = z
  .strictObject({
    /** For people only. */
    name: z.string().optional(),
    min: z.number(),
    max: z.number(),
    bins: z.int().min(1).max(10_000).default(10),
  })
  .refine(({ min, max }) => min < max, { error: 'expected min to be below max', path: ['max'] });

export const mapElitesOptions = z.strictObject({
  /** One for each descriptor of the task, in the same order. */
  dimensions: z.array(dimension).min(1).max(16),
});

/** `add` throws KAIZEN_DESCRIPTORS_MISMATCH when a task reports another number of descriptors than the grid has. */
export function mapElites(options: z.input<typeof mapElitesOptions>): Archive {
  const { dimensions } = mapElitesOptions.parse(options);
  return {
    name: 'map-elites',
    add(region, member) {
      const { descriptors } = member;
      if (descriptors.length !== dimensions.length) {
        throw new KaizenError('KAIZEN_DESCRIPTORS_MISMATCH', 'The grid does not fit the task.', {
          wanted: `${dimensions.length} descriptors for each candidate`,
          got: `${descriptors.length} for candidate ${member.id}`,
          next: 'Let the evaluator report one number for each dimension of the map-elites archive, or choose another archive.',
        });
      }
      if (!Number.isFinite(member.merit)) return REJECTED;

      let place = '';
      for (let index = 0; index < dimensions.length; index++) {
        const value = descriptors[index] as number;
        if (Number.isNaN(value)) return REJECTED;
        const { min, max, bins } = dimensions[index] as z.infer<typeof dimension>;
        const bin = Math.floor((bins * (value - min)) / (max - min));
        place += `${index === 0 ? '' : '.'}${Math.min(Math.max(bin, 0), bins - 1)}`;
      }
      const elite = region.get(place);
      if (elite === undefined) return added(place, member);
      return isBetter(member, elite) ? replaced(place, member) : REJECTED;
    },
  };
}
