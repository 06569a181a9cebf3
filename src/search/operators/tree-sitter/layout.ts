import { indentationAt, isFirstOnLine, lineBreakOf } from '../javascript/layout.ts';
import type { Edit } from '../javascript/source-edit.ts';
import type { Analysis } from './analysis.ts';
import type { StatementSite } from './statement-sites.ts';
import { descendants } from './syntax-node.ts';
import { fill } from './writer.ts';

/** The edit that puts lines before a statement; null where the language wants a line for each and there is none. */
export function insertBefore(
  { text, table }: Analysis,
  { start }: { start: number },
  lines: readonly string[],
): Edit | null {
  if (isFirstOnLine(text, start)) {
    const separator = `${lineBreakOf(text)}${indentationAt(text, start)}`;
    return { start, end: start, text: lines.map((line) => `${line}${separator}`).join('') };
  }
  const { inline } = table.notation;
  return inline === null ? null : { start, end: start, text: lines.map((line) => `${line}${inline}`).join('') };
}

export function insertAfter(
  { text, table }: Analysis,
  { start, end }: { start: number; end: number },
  lines: readonly string[],
): Edit | null {
  if (isFirstOnLine(text, start)) {
    const separator = `${lineBreakOf(text)}${indentationAt(text, start)}`;
    return { start: end, end, text: lines.map((line) => `${separator}${line}`).join('') };
  }
  const { inline } = table.notation;
  return inline === null ? null : { start: end, end, text: lines.map((line) => `${inline}${line}`).join('') };
}

/** The edit that takes a statement out, with its lines when nothing else stands on them. */
export function removal({ text, table }: Analysis, { start, end, list }: StatementSite): Edit | null {
  if (list.length === 1 && table.notation.nothing !== null) return { start, end, text: table.notation.nothing };
  const lineEnd = text.indexOf('\n', end);
  const rest = text.slice(end, lineEnd < 0 ? text.length : lineEnd);
  if (isFirstOnLine(text, start) && rest.trim() === '' && lineEnd >= 0)
    return { start: text.lastIndexOf('\n', start - 1) + 1, end: lineEnd + 1, text: '' };
  // Where lines are statements, half a line may be the body of something.
  if (table.hasIndentedBlocks && !isFirstOnLine(text, start)) return null;
  return { start, end, text: '' };
}

/** A node's text for another indentation; null when it holds text whose lines must stay as they are. */
export function indented(analysis: Analysis, range: { start: number; end: number }, to: string): string | null {
  const { text } = analysis;
  const source = text.slice(range.start, range.end);
  const from = indentationAt(text, range.start);
  if (from === to || !source.includes('\n')) return source;
  if (holdsRawLines(analysis, range)) return null;
  return source
    .split('\n')
    .map((line, i) => (i > 0 && line.startsWith(from) ? `${to}${line.slice(from.length)}` : line))
    .join('\n');
}

function holdsRawLines(
  { file: { root }, table, text }: Analysis,
  { start, end }: { start: number; end: number },
): boolean {
  return descendants(root).some(
    (node) =>
      table.roles[node.kind] === 'string' &&
      node.start >= start &&
      node.end <= end &&
      text.slice(node.start, node.end).includes('\n'),
  );
}

/** `if …` around some lines, which are indented by one step. */
export function guardLines({ text, table }: Analysis, test: string, body: readonly string[]): string[] {
  const { guardHead, guardTail } = table.notation;
  const step = indentationStep(text, table.hasIndentedBlocks);
  const tail = guardTail === null ? [] : [guardTail];
  return [fill(guardHead, { 1: test }), ...body.map((line) => `${step}${line}`), ...tail];
}

/** One level of indentation, as the first indented line of the text has it. */
export function indentationStep(text: string, isWide: boolean): string {
  const known = /^([ \t]+)\S/m.exec(text)?.[1];
  if (known === undefined) return isWide ? '    ' : '  ';
  return known.startsWith('\t') ? '\t' : known.length > 8 ? '    ' : known;
}
