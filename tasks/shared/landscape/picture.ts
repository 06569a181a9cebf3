import { group, length, svg } from '../svg.ts';
import type { Blocks } from './blocks.ts';

const CELL = 12;
const BAR = 60;
const GAP = 8;

/** Bits as SVG: a column for each block, filled cells for ones, and below it a bar for its share of `best`, 0 … 1. */
export function blockPicture(blocks: Blocks, values: readonly number[], best: readonly number[]): string {
  const cells = CELL * Math.max(...blocks.map((block) => block.length));
  const parts = blocks.flatMap((block, index) => {
    const x = GAP + index * (CELL + GAP);
    const bits = block.map(
      (bit, row) => `<rect x="${x}" y="${GAP + row * CELL}" width="${CELL}" height="${CELL}" fill-opacity="${bit}"/>`,
    );
    const bar = BAR * Math.min(1, (values[index] as number) / Math.max(1, best[index] as number));
    const y = length(cells + 2 * GAP + BAR - bar);
    return [...bits, `<rect x="${x}" y="${y}" width="${CELL}" height="${length(bar)}" fill-opacity="0.5"/>`];
  });
  return svg(
    `Bits of ${blocks.length} blocks, filled for one, and the value of each block`,
    blocks.length * (CELL + GAP) + GAP,
    cells + BAR + 3 * GAP,
    [group('fill="currentColor" stroke="currentColor" stroke-width="0.5"', parts)],
  );
}
