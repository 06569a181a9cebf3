/**
 * The member whose program reads most like the newcomer's: the rival in crowding by text.
 *
 *   similarity(a, b) = cos(v(a), v(b)),   v(a) = gramEmbedding(program of a)
 *
 * with the built-in embedding of `novelty/gram-embedding.ts`, which needs no network. Vectors are made of the program when
 * they are needed and remembered by its hash; no log and no member carries them.
 *
 * Source: `archive_selection_strategy` crowding of ShinkaEvolve, R. T. Lange, Y. Imajuku, E. Cetin 2025, arXiv 2509.19349,
 * published code, where the vectors come from a provider.
 */
import type { ProgramSource } from '../../core/archive.ts';
import { isBetter, type Member } from '../../core/candidate.ts';
import type { Vector } from '../../core/novelty.ts';
import { cosine } from '../novelty/cosine.ts';
import { gramEmbedding } from '../novelty/gram-embedding.ts';
import { VectorCache } from '../novelty/vector-cache.ts';

const DIMENSIONS = 1_024;

export type MostSimilar = (members: readonly Member[], newcomer: Member) => Member | undefined;

/** Finds the most similar member; undefined where there is none, or where nothing of the newcomer may be edited. */
export function mostSimilarText(programOf: ProgramSource): MostSimilar {
  const cache = new VectorCache();
  const vectorOf = (hash: string): Vector => {
    const known = cache.get(hash);
    if (known !== undefined) return known;
    const vector = gramEmbedding(programOf(hash), DIMENSIONS);
    cache.put(hash, vector);
    return vector;
  };
  return (members, newcomer) => {
    const vector = vectorOf(newcomer.program);
    return vector.every((part) => part === 0)
      ? undefined
      : mostSimilarBy(members, (member) => cosine(vector, vectorOf(member.program)));
  };
}

/** The member of the largest similarity; of equally similar ones the worse, because less is lost. */
export function mostSimilarBy(
  members: readonly Member[],
  similarityTo: (member: Member) => number,
): Member | undefined {
  let nearest: Member | undefined;
  let largest = Number.NEGATIVE_INFINITY;
  for (const member of members) {
    const similarity = similarityTo(member);
    const isRival = similarity === largest && nearest !== undefined && isBetter(nearest, member);
    if (similarity > largest || isRival) {
      nearest = member;
      largest = similarity;
    }
  }
  return nearest;
}
