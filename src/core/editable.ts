/** A span of UTF-16 offsets, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const START_MARKER = 'EVOLVE-BLOCK-START';
const END_MARKER = 'EVOLVE-BLOCK-END';

/**
 * The spans of a text that may be edited: the lines between each EVOLVE-BLOCK-START line and its EVOLVE-BLOCK-END line
 * (nested pairs belong to the outermost one), or the whole text where no marker stands. The marker lines themselves are
 * never inside. An END without START is ignored; a START without END reaches to the end of the text.
 */
export function editableSpans(text: string): Span[] {
  const spans: Span[] = [];
  let depth = 0;
  let start = 0;
  let seenMarker = false;
  let offset = 0;
  for (const line of text.split('\n')) {
    const next = offset + line.length + 1;
    if (line.includes(START_MARKER)) {
      seenMarker = true;
      if (depth === 0) start = Math.min(next, text.length);
      depth += 1;
    } else if (line.includes(END_MARKER) && depth > 0) {
      depth -= 1;
      if (depth === 0) spans.push({ start, end: offset });
    }
    offset = next;
  }
  if (depth > 0) spans.push({ start, end: text.length });
  return seenMarker ? spans : [{ start: 0, end: text.length }];
}
