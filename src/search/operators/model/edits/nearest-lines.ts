/** Lines `start` … `start + count − 1` (from 0) of a file, and how similar they are, 0 … 1. */
export interface NearestLines {
  readonly start: number;
  readonly count: number;
  readonly similarity: number;
}

/**
 * The window of as many lines as `search` has that shares most words with it: Sørensen and Dice's coefficient over bags
 * of words, 2·|A ∩ B| / (|A| + |B|). The window slides word by word, so the time is linear. Null where nothing is shared.
 */
export function nearestLines(search: readonly string[], lines: readonly string[]): NearestLines | null {
  const wanted = new Map<string, number>();
  let wantedSize = 0;
  for (const word of search.flatMap(wordsOf)) {
    wanted.set(word, (wanted.get(word) ?? 0) + 1);
    wantedSize += 1;
  }
  const count = Math.min(search.length, lines.length);
  if (wantedSize === 0 || count === 0) return null;
  const words = lines.map(wordsOf);
  const held = new Map<string, number>();
  let heldSize = 0;
  let shared = 0;
  const change = (line: readonly string[], by: 1 | -1): void => {
    for (const word of line) {
      const before = held.get(word) ?? 0;
      const limit = wanted.get(word) ?? 0;
      shared += Math.min(before + by, limit) - Math.min(before, limit);
      held.set(word, before + by);
      heldSize += by;
    }
  };
  let best: NearestLines | null = null;
  for (let end = 0; end < lines.length; end++) {
    change(words[end] as string[], 1);
    if (end >= count) change(words[end - count] as string[], -1);
    const similarity = (2 * shared) / (wantedSize + heldSize);
    if (end >= count - 1 && similarity > (best?.similarity ?? 0)) best = { start: end - count + 1, count, similarity };
  }
  return best;
}

/** Words, numbers and single signs. */
function wordsOf(line: string): string[] {
  return line.match(/[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu) ?? [];
}
