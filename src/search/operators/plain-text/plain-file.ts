import { editableSpans, type Span } from '../../../core/editable.ts';
import { BoundedCache } from '../javascript/bounded-cache.ts';
import { isBalanced, type Token, tokenize } from './tokens.ts';

/** A file in a language without a grammar. */
export interface PlainFile {
  readonly text: string;
  readonly spans: readonly Span[];
  /** The tokens inside the editable spans. */
  readonly tokens: readonly Token[];
  /** Lines that lie in an editable span as a whole, have something on them, and are no mere comment. */
  readonly lines: readonly Span[];
  readonly isBalanced: boolean;
}

const cache = new BoundedCache<PlainFile>(200_000);

export function readPlainFile(text: string): PlainFile {
  return cache.getOrCreate(text, () => {
    const spans = editableSpans(text);
    const isInside = ({ start, end }: Span): boolean => spans.some((span) => span.start <= start && end <= span.end);
    const tokens = tokenize(text).filter(isInside);
    return { text, spans, tokens, lines: linesOf(text, tokens).filter(isInside), isBalanced: isBalanced(tokens) };
  });
}

/** With their line breaks. */
function linesOf(text: string, tokens: readonly Token[]): Span[] {
  const lines: Span[] = [];
  let next = 0;
  for (let start = 0; start < text.length; ) {
    const at = text.indexOf('\n', start);
    const end = at < 0 ? text.length : at + 1;
    while (next < tokens.length && (tokens[next] as Token).start < start) next += 1;
    let hasCode = false;
    for (let i = next; i < tokens.length && (tokens[i] as Token).start < end; i++)
      hasCode ||= tokens[i]?.kind !== 'comment';
    // The last line may have no break; it cannot change places with others.
    if (hasCode && at >= 0) lines.push({ start, end });
    start = end;
  }
  return lines;
}
