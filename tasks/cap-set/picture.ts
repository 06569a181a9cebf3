import { group, svg } from '../shared/svg.ts';

const SIDE = 81;
const CELL = 5;

/** A cap set in 81 by 81 cells as SVG: the first four digits choose the row, the last four the column. */
export function capSetPicture(vectors: readonly number[]): string {
  const cells = vectors.map((vector) => {
    const [row, column] = [Math.floor(vector / SIDE), vector % SIDE];
    return `<rect x="${column * CELL}" y="${row * CELL}" width="${CELL}" height="${CELL}"/>`;
  });
  const lines = [27, 54].flatMap((place) => [
    `<line x1="${place * CELL}" x2="${place * CELL}" y1="0" y2="${SIDE * CELL}"/>`,
    `<line y1="${place * CELL}" y2="${place * CELL}" x1="0" x2="${SIDE * CELL}"/>`,
  ]);
  return svg(`A cap set of ${vectors.length} vectors`, SIDE * CELL, SIDE * CELL, [
    group('fill="currentColor"', cells),
    group('stroke="currentColor" stroke-opacity="0.3"', lines),
  ]);
}
