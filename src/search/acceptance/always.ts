/** Every evaluated child may enter; only the archive selects. */
import { z } from 'zod';
import type { Acceptance } from '../../core/search.ts';

export const alwaysOptions = z.strictObject({});

export function always(): Acceptance {
  return { name: 'always', accept: () => true };
}
