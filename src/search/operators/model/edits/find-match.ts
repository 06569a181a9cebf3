import type { Span } from '../../../../core/editable.ts';
import { occurrences } from './occurrences.ts';
import { reindent } from './reindent.ts';

/** Where a SEARCH text stands, and the text that goes there. */
export interface Match extends Span {
  readonly text: string;
  /** Places inside editable segments that fit as well as the one that was taken. */
  readonly places: number;
}

interface Line extends Span {
  readonly text: string;
  /** Offset of the next line. */
  readonly next: number;
  /** Index of its editable segment, −1 for a frozen line. */
  readonly segment: number;
}

interface Wanted {
  readonly search: readonly string[];
  readonly replace: readonly string[];
}

/** The line end that most lines of a text have. */
export function lineEndOf(text: string): string {
  const all = occurrences('\n', text, text.length).length;
  return 2 * occurrences('\r\n', text, text.length).length > all ? '\r\n' : '\n';
}

/**
 * Finds where `search` may be replaced. Whole lines that are equal come first, then lines that are equal but for spaces
 * at their ends, then lines that are equal but for their indentation (`replace` is re-indented), then text inside of
 * lines. On each level all occurrences are tried, and the first that lies inside an editable segment is taken.
 * `frozen` when there are occurrences, none of which may be edited; null when there are none.
 */
export function findMatch(text: string, segments: readonly Span[], wanted: Wanted): Match | 'frozen' | null {
  const lines = linesOf(text, segments);
  const trimmed = withoutBlankEdges(wanted);
  let isFrozen = false;
  const levels: (() => Match | 'frozen' | null)[] = [
    () => matchLines(text, lines, wanted, (line) => line),
    () => matchLines(text, lines, trimmed, (line) => line.trimEnd()),
    () => matchLines(text, lines, trimmed, (line) => line.trim(), reindent),
    () => matchInside(text, segments, trimmed),
  ];
  for (const level of levels) {
    const match = level();
    if (match !== null && match !== 'frozen') return match;
    isFrozen ||= match === 'frozen';
  }
  return isFrozen ? 'frozen' : null;
}

function linesOf(text: string, segments: readonly Span[]): Line[] {
  const lines: Line[] = [];
  let segment = 0;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const next = newline === -1 ? text.length : newline + 1;
    const content = newline === -1 ? text.slice(start) : text.slice(start, newline).replace(/\r$/, '');
    while (segment < segments.length && (segments[segment] as Span).end <= start) segment += 1;
    const isInside = segment < segments.length && (segments[segment] as Span).start <= start;
    lines.push({ start, end: start + content.length, next, text: content, segment: isInside ? segment : -1 });
    start = next;
  }
  return lines;
}

function matchLines(
  text: string,
  lines: readonly Line[],
  { search, replace }: Wanted,
  normal: (line: string) => string,
  rewrite: typeof reindent = (written) => [...written],
): Match | 'frozen' | null {
  if (search.every((line) => line.trim() === '')) return null;
  const found = occurrences(
    search.map(normal),
    lines.map((line) => normal(line.text)),
  );
  const editable = found.filter((index) => {
    const { segment } = lines[index] as Line;
    return segment !== -1 && segment === (lines[index + search.length - 1] as Line).segment;
  });
  const [first] = editable;
  if (first === undefined) return found.length > 0 ? 'frozen' : null;
  const last = lines[first + search.length - 1] as Line;
  const { start } = lines[first] as Line;
  const originals = lines.slice(first, first + search.length).map((line) => line.text);
  const lineEnd = lineEndOf(text);
  const content = rewrite(replace, search, originals).join(lineEnd);
  const end = last.next;
  const isLast = last.next === last.end;
  if (replace.length === 0) return { start, end, text: '', places: editable.length };
  return { start, end, text: isLast ? content : content + lineEnd, places: editable.length };
}

function matchInside(text: string, segments: readonly Span[], { search, replace }: Wanted): Match | 'frozen' | null {
  const lineEnd = lineEndOf(text);
  const pattern = search.join(lineEnd);
  if (pattern.trim() === '') return null;
  const found = occurrences(pattern, text);
  const editable = found.filter((start) =>
    segments.some((segment) => segment.start <= start && start + pattern.length <= segment.end),
  );
  const [start] = editable;
  if (start === undefined) return found.length > 0 ? 'frozen' : null;
  return { start, end: start + pattern.length, text: replace.join(lineEnd), places: editable.length };
}

/** Blank lines at the edges of SEARCH say nothing about the place; REPLACE loses as many. */
function withoutBlankEdges({ search, replace }: Wanted): Wanted {
  const isText = (line: string): boolean => line.trim() !== '';
  const before = Math.max(0, search.findIndex(isText));
  const after = search.length - 1 - search.findLastIndex(isText);
  let from = 0;
  while (from < before && replace[from]?.trim() === '') from += 1;
  let to = replace.length;
  while (replace.length - to < after && to > from && replace[to - 1]?.trim() === '') to -= 1;
  return { search: search.slice(before, search.length - after), replace: replace.slice(from, to) };
}
