/**
 * Places for the labels of lines that end near each other: as near to the ends as they can be while staying `gap` apart.
 * Runs of labels that would overlap are centred on the mean of their ends (pool adjacent violators, as in isotonic
 * regression: R. E. Barlow et al., "Statistical Inference under Order Restrictions", 1972). Order is kept; `ends` may come
 * in any order.
 */
export function labelPlaces(ends: readonly number[], gap: number): number[] {
  const order = ends.map((_, index) => index).sort((a, b) => (ends[a] as number) - (ends[b] as number));
  /** Blocks of labels that touch: sum of (end − own offset in the block), and how many. */
  const blocks: { sum: number; count: number }[] = [];
  for (const index of order) {
    let block = { sum: ends[index] as number, count: 1 };
    for (let last = blocks.at(-1); last !== undefined; last = blocks.at(-1)) {
      if (last.sum / last.count + gap * last.count <= block.sum / block.count) break;
      blocks.pop();
      block = { sum: last.sum + block.sum - gap * last.count * block.count, count: last.count + block.count };
    }
    blocks.push(block);
  }
  const places = new Array<number>(ends.length);
  let next = 0;
  for (const { sum, count } of blocks) {
    for (let offset = 0; offset < count; offset++) places[order[next++] as number] = sum / count + gap * offset;
  }
  return places;
}
