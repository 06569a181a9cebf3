import { group, svg } from '../shared/svg.ts';
import type { Term } from './tensor.ts';

const CELL = 8;
const GAP = 6;

/** Terms as SVG: one column each; from top to bottom what is summed of A and of B, and the entries of C. Full is above 0, framed below. */
export function termsPicture(n: number, terms: readonly Term[]): string {
  const side = n * CELL + GAP;
  const shapes = terms.flatMap((factors, column) =>
    factors.map((factor, row) => {
      const place = `translate(${GAP + column * side} ${GAP + row * side})`;
      return group(`transform="${place}"`, [frame(n), ...factor.map((value, entry) => cell(value, entry, n))]);
    }),
  );
  const label = `${terms.length} products that multiply two matrices of ${n} rows`;
  return svg(label, GAP + terms.length * side, GAP + 3 * side, shapes);
}

function frame(n: number): string {
  return `<rect width="${n * CELL}" height="${n * CELL}" fill="none" stroke="currentColor" stroke-opacity="0.3"/>`;
}

function cell(value: number, entry: number, n: number): string {
  if (value === 0) return '';
  const [x, y] = [(entry % n) * CELL + 1, Math.floor(entry / n) * CELL + 1];
  const paint = value > 0 ? 'fill="currentColor"' : 'fill="none" stroke="currentColor"';
  return `<rect x="${x}" y="${y}" width="${CELL - 2}" height="${CELL - 2}" ${paint}/>`;
}
