import type { Random } from '../../base/random.ts';

/** How often the expression that is replaced lives on in one of the holes. */
export const KEEP_SHARE = 0.6;
/** How often the numbers of a template are varied, and the sigma of the logarithm of their factor. */
export const JITTER_SHARE = 0.3;
export const JITTER_SIGMA = 0.3;

const FILLINGS = ['name', 'part', 'constant', 'fresh'] as const;
const WEIGHTS = [5, 2, 1.5, 1.5];

/** What fills a hole: a name in scope, a part of what stood there, a constant, or a small new expression. */
export function drawFilling(random: Random): (typeof FILLINGS)[number] {
  return random.pickWeighted(FILLINGS, WEIGHTS);
}
