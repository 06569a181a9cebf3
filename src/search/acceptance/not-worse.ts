/**
 * Children whose merit is at least their parent's, whatever their size: neutral steps are allowed, and let a search walk
 * along plateaus (neutral drift, M. Kimura 1968; in program search J. F. Miller, P. Thomson, "Cartesian genetic
 * programming", 2000).
 */
import { z } from 'zod';
import type { Acceptance } from '../../core/search.ts';

export const notWorseOptions = z.strictObject({});

export function notWorse(): Acceptance {
  return { name: 'not-worse', accept: (child, parent) => parent === null || child.merit >= parent.merit };
}
