/**
 * Always the newest member: each edit builds on the one before, good or not. With an archive that keeps everything it is
 * the chain of edits that a search has to beat; with one that keeps the best only, its newest success. O(n).
 *
 * Source: `sequential` parent sampling of ShinkaEvolve, R. T. Lange, Y. Imajuku, E. Cetin 2025, arXiv 2509.19349; as a
 * baseline: Y. Gideoni, S. Risi, Y. Gal, "Simple baselines are competitive with code evolution", 2026, arXiv 2602.16805.
 */
import { z } from 'zod';
import type { Selector } from '../../core/search.ts';

export const sequentialOptions = z.strictObject({});

export function sequential(): Selector {
  return { name: 'sequential', select: (members) => members.reduce((a, b) => (b.id > a.id ? b : a)) };
}
