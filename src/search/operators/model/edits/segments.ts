import { editableSpans, type Span } from '../../../../core/editable.ts';

const MARKER = /EVOLVE-BLOCK-(?:START|END)/;

/**
 * The editable spans of a text, taken apart at marker lines that stand inside them (markers may nest). An edit that
 * stays inside one segment cannot move what is frozen. Segments may be empty, and start at the start of a line.
 */
export function editableSegments(text: string): Span[] {
  const segments: Span[] = [];
  for (const span of editableSpans(text)) {
    let start = span.start;
    let lineStart = span.start;
    for (const line of text.slice(span.start, span.end).split('\n')) {
      const next = lineStart + line.length + 1;
      if (MARKER.test(line)) {
        segments.push({ start, end: lineStart });
        start = Math.min(next, span.end);
      }
      lineStart = next;
    }
    segments.push({ start, end: span.end });
  }
  return segments;
}

/** Everything that no edit may change: the text around the segments, piece by piece. */
export function frozenParts(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of editableSegments(text)) {
    parts.push(text.slice(from, start));
    from = end;
  }
  return [...parts, text.slice(from)];
}

export function keepsFrozenParts(before: string, after: string): boolean {
  const one = frozenParts(before);
  const other = frozenParts(after);
  return one.length === other.length && one.every((part, index) => part === other[index]);
}

export function isMarkerLine(line: string): boolean {
  return MARKER.test(line);
}

/** Lines without markers, and without a block comment that held nothing else. */
export function withoutMarkers(lines: readonly string[]): string[] {
  const isComment = (index: number, pattern: RegExp): boolean => pattern.test(lines[index]?.trim() ?? '');
  return lines.filter((line, index) => {
    if (isMarkerLine(line)) return false;
    if (isComment(index, /^\/\*+$/) && isMarkerLine(lines[index + 1] ?? '')) return !isComment(index + 2, /^\*+\/$/);
    if (isComment(index, /^\*+\/$/) && isMarkerLine(lines[index - 1] ?? '')) return !isComment(index - 2, /^\/\*+$/);
    return true;
  });
}
