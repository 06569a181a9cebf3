/** Every member with the same probability, 1 / n: no selection pressure beyond what the archive exerts. Constant time. */
import { z } from 'zod';
import type { Selector } from '../../core/search.ts';

export const uniformOptions = z.strictObject({});

export function uniform(): Selector {
  return { name: 'uniform', select: (members, random) => random.pick(members) };
}
