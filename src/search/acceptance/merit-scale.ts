import { z } from 'zod';
import type { Member } from '../../core/candidate.ts';

/**
 * What a loss of merit is measured in: a fixed number of merit units (> 0), or `relative`, shares of the larger of the two
 * absolute merits.
 */
export const meritScale = z
  .union([z.literal('relative'), z.number().positive()], { error: "expected 'relative' or a number >0" })
  .default('relative');

/** How much merit the child lost against its parent, in units of the scale; ≤ 0 when it lost none. */
export function scaledLoss(child: Member, parent: Member, scale: z.output<typeof meritScale>): number {
  const loss = parent.merit - child.merit;
  if (scale !== 'relative') return loss / scale;
  const size = Math.max(Math.abs(parent.merit), Math.abs(child.merit));
  return size > 0 ? loss / size : 0;
}
