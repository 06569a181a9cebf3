import { safeLine } from '../../base/safe-text.ts';
import { repaint } from './paint.ts';

/**
 * Columns padded to their widest cell; numbers (columns in `right`) stand to the right. What is hidden in a cell becomes
 * visible: a newline in a name must not begin a row.
 */
export function table(given: readonly (readonly string[])[], right: readonly number[] = []): string {
  const rows = given.map((row) => row.map((cell) => repaint(cell, safeLine)));
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, widthOf(cell));
    });
  }
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const space = ' '.repeat((widths[column] as number) - widthOf(cell));
          return right.includes(column) ? space + cell : cell + space;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function widthOf(cell: string): number {
  return [
    ...repaint(
      cell,
      (part) => part,
      () => '',
    ),
  ].length;
}

/** A bar of the given width, filled by `share` (0..1). */
export function bar(share: number, width: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * width);
  return '█'.repeat(filled) + '░'.repeat(width - filled);
}

const BLOCKS = '▁▂▃▄▅▆▇█';

/** A line of block characters for a series, lowest to highest. */
export function sparkline(values: readonly number[]): string {
  const low = Math.min(...values);
  const range = Math.max(...values) - low || 1;
  return values.map((value) => BLOCKS[Math.round(((value - low) / range) * (BLOCKS.length - 1))]).join('');
}
