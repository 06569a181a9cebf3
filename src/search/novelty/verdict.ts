import { z } from 'zod';
import type { NoveltyInput, NoveltyVerdict } from '../../core/novelty.ts';
import { type Judge, judgeFindsNovel } from './model-judge.ts';
import type { Nearest } from './nearest.ts';

/** Largest cosine that passes without a judge, −1 … 1; at 1 only equal programs are refused, or not even they. */
export const thresholdOption = z.number().min(-1).max(1).default(0.99);

/** The verdict on a child whose nearest neighbour is known. */
export async function verdictOn(
  input: NoveltyInput,
  nearest: Nearest | null,
  threshold: number,
  judge: Judge | undefined,
): Promise<NoveltyVerdict> {
  if (nearest === null) return { isNovel: true, similarity: null, nearest: null };
  const { similarity, neighbour } = nearest;
  const isNovel =
    similarity <= threshold || (judge !== undefined && (await judgeFindsNovel(judge, input, neighbour.program)));
  return { isNovel, similarity, nearest: neighbour.id };
}
