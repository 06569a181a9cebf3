import { editableSpans } from '../../src/core/editable.ts';

/** The text outside the editable spans, piece by piece. */
export function frozenText(text: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of editableSpans(text)) {
    pieces.push(text.slice(from, start));
    from = end;
  }
  return [...pieces, text.slice(from)];
}
