/**
 * Novelty by a provider's embedding: as `n-grams.ts`, with vectors that an embedding model makes of the editable part.
 *
 * The child is asked for in a call of its own, whatever is remembered, so that this call does not depend on what happened
 * before in this process. Vectors of neighbours come from memory, by the hash of their program; those that nobody asked
 * for yet (seed programs, children of other operators, all after a resume) are asked for in one further call. That call is
 * named after what it asks: a slot that is done again after a crash never takes vectors of other programs for it.
 * A program without an editable text is not embedded and resembles nothing.
 *
 * An embedding that fails refuses nothing. Source: ShinkaEvolve, arXiv 2509.19349.
 */
import { z } from 'zod';
import { hashOf } from '../../base/hash.ts';
import { ModelFault } from '../../core/model-fault.ts';
import type { Novelty, NoveltyInput } from '../../core/novelty.ts';
import type { Program } from '../../core/program.ts';
import type { Vector } from './cosine.ts';
import { editableText } from './editable-text.ts';
import { judgeOption } from './model-judge.ts';
import { nearestOf } from './nearest.ts';
import { VectorCache } from './vector-cache.ts';
import { thresholdOption, verdictOn } from './verdict.ts';

export const providerOptions = z.strictObject({
  /** Model string of an embedding model. */
  model: z.string().min(1),
  threshold: thresholdOption,
  judge: judgeOption,
});

/** At most these many vectors are kept: 12 MB at 1,536 dimensions. */
const REMEMBERED = 2_000;
/** Characters of a program that are embedded: what common models read at most. */
const EMBEDDED = 24_000;

const NOTHING: Vector = [];

export function provider(options: z.input<typeof providerOptions>): Novelty {
  const { model, threshold, judge } = providerOptions.parse(options);
  const cache = new VectorCache(REMEMBERED);
  const embed = async ({ models }: NoveltyInput, purpose: string, programs: readonly Program[]): Promise<void> => {
    const asked = programs.map((program) => ({ program, text: editableText(program).slice(0, EMBEDDED) }));
    const texts = asked.filter(({ text }) => text.trim() !== '');
    for (const { program, text } of asked) if (text.trim() === '') cache.put(program.hash, NOTHING);
    if (texts.length === 0) return;
    const { vectors } = await models.embed(purpose, { model, texts: texts.map(({ text }) => text) });
    texts.forEach(({ program }, index) => {
      cache.put(program.hash, Float32Array.from(vectors[index] ?? NOTHING));
    });
  };
  return {
    name: 'provider',
    asks: {
      model: judge?.model ?? model,
      calls: judge === undefined ? 2 : 3,
      tokensOut: judge?.maximumTokensOut ?? 0,
    },
    async judge(input) {
      const { program, neighbours, purpose } = input;
      try {
        await embed(input, `${purpose}/embed`, [program]);
        // Counted once each: two members may have one program.
        const missing = new Map(neighbours.map(({ program: known }) => [known.hash, known]));
        for (const hash of missing.keys()) if (cache.get(hash) !== undefined) missing.delete(hash);
        const asked = [...missing.values()];
        const name = hashOf([...missing.keys()]).slice(0, 12);
        await embed(input, `${purpose}/embed-neighbours/${name}`, asked);
      } catch (fault) {
        if (fault instanceof ModelFault) return { isNovel: true, similarity: null, nearest: null };
        throw fault;
      }
      const vectorOf = ({ hash }: Program): Vector => cache.get(hash) ?? NOTHING;
      const nearest = nearestOf(vectorOf(program), neighbours, (neighbour) => vectorOf(neighbour.program));
      return verdictOn(input, nearest, threshold, judge);
    },
  };
}
