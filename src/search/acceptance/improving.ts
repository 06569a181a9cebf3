/** Only children better than their parent: higher merit, or equal merit and a smaller program. Strict hill climbing. */
import { z } from 'zod';
import { isBetter } from '../../core/candidate.ts';
import type { Acceptance } from '../../core/search.ts';

export const improvingOptions = z.strictObject({});

export function improving(): Acceptance {
  return { name: 'improving', accept: (child, parent) => parent === null || isBetter(child, parent) };
}
