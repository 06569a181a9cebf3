/**
 * Keeps every candidate that reaches it, as open-ended archives do: a weak program may be the stepping stone to a strong
 * one, and the selector decides whom to follow. Constant time.
 *
 * Source: the archive of the Darwin Gödel Machine, Zhang, Hu, Lu, Lange, Clune 2025, arXiv 2505.22954.
 */
import { z } from 'zod';
import type { Archive } from '../../core/archive.ts';
import { added, REJECTED } from './outcome.ts';

export const keepAllOptions = z.strictObject({});

export function keepAll(): Archive {
  return {
    name: 'keep-all',
    add(region, member) {
      const place = `c${member.id}`;
      if (!Number.isFinite(member.merit) || region.get(place) !== undefined) return REJECTED;
      return added(place, member);
    },
  };
}
