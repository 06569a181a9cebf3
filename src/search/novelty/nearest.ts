import type { NoveltyInput, Vector } from '../../core/novelty.ts';
import { cosine } from './cosine.ts';

export interface Nearest {
  readonly neighbour: NoveltyInput['neighbours'][number];
  readonly similarity: number;
}

/** The neighbour of the largest cosine, of equals the first; null where there is none. */
export function nearestOf(
  vector: Vector,
  neighbours: NoveltyInput['neighbours'],
  vectorOf: (neighbour: NoveltyInput['neighbours'][number]) => Vector,
): Nearest | null {
  let nearest: Nearest | null = null;
  for (const neighbour of neighbours) {
    const similarity = cosine(vector, vectorOf(neighbour));
    if (nearest === null || similarity > nearest.similarity) nearest = { neighbour, similarity };
  }
  return nearest;
}
