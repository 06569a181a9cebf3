/** Always the best member, of equals the oldest: hill climbing, the baseline of sequential improvement. O(n). */
import { z } from 'zod';
import type { Selector } from '../../core/search.ts';
import { bestOf } from './ranking.ts';

export const bestFirstOptions = z.strictObject({});

export function bestFirst(): Selector {
  return { name: 'best-first', select: bestOf };
}
