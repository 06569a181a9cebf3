/**
 * Novelty by a provider's embedding: as `n-grams.ts`, with vectors that an embedding model makes of the editable part.
 *
 *   max_j cos(v(child), v(neighbour_j)) ≤ threshold
 *
 * A child without a vector is novel, and a neighbour without one resembles nothing: an embedding that fails refuses
 * nothing. Who is asked for which vector is the run's business (`Novelty.embeds`).
 *
 * Source: ShinkaEvolve, R. T. Lange, Y. Imajuku, E. Cetin 2025, arXiv 2509.19349.
 */
import { z } from 'zod';
import type { Novelty, Vector } from '../../core/novelty.ts';
import { editableText } from './editable-text.ts';
import { judgeOption } from './model-judge.ts';
import { nearestOf } from './nearest.ts';
import { thresholdOption, verdictOn } from './verdict.ts';

export const providerOptions = z.strictObject({
  /** Model string of an embedding model. */
  model: z.string().min(1),
  threshold: thresholdOption,
  judge: judgeOption,
});

/** Characters of a program that are embedded: what common models read at most. */
const EMBEDDED = 24_000;

export function provider(options: z.input<typeof providerOptions>): Novelty {
  const { model, threshold, judge } = providerOptions.parse(options);
  return {
    name: 'provider',
    embeds: { model, textOf: (program) => editableText(program).trim().slice(0, EMBEDDED) },
    asks: judge === undefined ? null : { model: judge.model, calls: 1, tokensOut: judge.maximumTokensOut },
    async judge(input) {
      const { program, neighbours, vectors } = input;
      const vector = vectors.get(program.hash);
      const known = neighbours.filter((neighbour) => vectors.has(neighbour.program.hash));
      const vectorOf = (neighbour: (typeof known)[0]): Vector => vectors.get(neighbour.program.hash) as Vector;
      const nearest = vector === undefined ? null : nearestOf(vector, known, vectorOf);
      return verdictOn(input, nearest, threshold, judge);
    },
  };
}
