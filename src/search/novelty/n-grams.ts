/**
 * Novelty without a model: a child passes when its nearest neighbour on the island is not too similar,
 *
 *   max_j cos(v(child), v(neighbour_j)) ≤ threshold
 *
 * with the vectors of `gram-embedding.ts`. What exceeds the threshold is refused, or decided by a model as judge.
 *
 * Source: novelty rejection of ShinkaEvolve, R. T. Lange, Y. Imajuku, E. Cetin 2025, arXiv 2509.19349. There the vectors
 * come from a provider and cover the whole file; here they cover the part that may be edited, so a long frozen part
 * cannot make all children look alike.
 */
import { z } from 'zod';
import type { Novelty, Vector } from '../../core/novelty.ts';
import type { Program } from '../../core/program.ts';
import { gramEmbedding } from './gram-embedding.ts';
import { judgeOption } from './model-judge.ts';
import { nearestOf } from './nearest.ts';
import { VectorCache } from './vector-cache.ts';
import { thresholdOption, verdictOn } from './verdict.ts';

export const nGramsOptions = z.strictObject({
  threshold: thresholdOption,
  /** Length of a vector, 16 … 65 536. */
  dimensions: z.int().min(16).max(65_536).default(1_024),
  judge: judgeOption,
});

export function nGrams(options: z.input<typeof nGramsOptions> = {}): Novelty {
  const { threshold, dimensions, judge } = nGramsOptions.parse(options);
  const cache = new VectorCache();
  const vectorOf = (program: Program): Vector => {
    const known = cache.get(program.hash);
    if (known !== undefined) return known;
    const vector = gramEmbedding(program, dimensions);
    cache.put(program.hash, vector);
    return vector;
  };
  return {
    name: 'n-grams',
    embeds: null,
    asks: judge === undefined ? null : { model: judge.model, calls: 1, tokensOut: judge.maximumTokensOut },
    async judge(input) {
      const nearest = nearestOf(vectorOf(input.program), input.neighbours, ({ program }) => vectorOf(program));
      return verdictOn(input, nearest, threshold, judge);
    },
  };
}
