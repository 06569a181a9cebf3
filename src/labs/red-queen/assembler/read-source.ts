import type { Piece, PlacedText } from './place.ts';
import { scanToken } from './scan-token.ts';

/** One logical line of a source, without its comment. */
export interface SourceLine extends PlacedText {
  /** The text is the expression of an `;assert` comment. */
  readonly isAssertion: boolean;
}

export interface Source {
  readonly name: string;
  readonly author: string;
  /** The lines of `;strategy` comments. */
  readonly strategy: readonly string[];
  readonly lines: readonly SourceLine[];
}

/**
 * Splits a source into logical lines and reads its header.
 *
 * A backslash at the end of a line joins it with the next one. What stands before the first `;redcode` line does not
 * count, but for the header; the second one ends the source, as in files that hold several warriors.
 */
export function readSource(text: string): Source {
  let name = 'Unknown';
  let author = 'Anonymous';
  const strategy: string[] = [];
  let lines: SourceLine[] = [];
  let hasBegun = false;
  for (const line of logicalLines(text)) {
    const first = scanToken(line.text, 0);
    if (first.kind === 'end') continue;
    if (first.kind !== 'comment') {
      const cut = line.text.indexOf(';');
      lines.push({ ...line, text: cut < 0 ? line.text : line.text.slice(0, cut), isAssertion: false });
      continue;
    }
    const word = scanToken(line.text, first.end);
    const rest = line.text.slice(word.end).trim();
    switch (word.text.toUpperCase()) {
      case 'REDCODE':
        if (word.start !== first.end) break; // "; redcode" is an ordinary comment.
        if (hasBegun) return { name, author, strategy, lines };
        hasBegun = true;
        lines = [];
        break;
      case 'NAME':
        name = shown(rest) || 'Unknown';
        break;
      case 'AUTHOR':
        author = shown(rest) || 'Anonymous';
        break;
      case 'STRATEGY':
        strategy.push(shown(rest));
        break;
      case 'ASSERT':
        lines.push({ ...assertion(line, word.end), isAssertion: true });
        break;
    }
  }
  return { name, author, strategy, lines };
}

/** Header text as it may be shown: names come from strangers and end up on terminals. */
function shown(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .slice(0, 100)
    .trim();
}

/** The line up to its second comment, with blanks in place of the first words, so that places stay right. */
function assertion({ text, pieces }: PlacedText, start: number): PlacedText {
  const cut = text.indexOf(';', start);
  return { text: ' '.repeat(start) + text.slice(start, cut < 0 ? text.length : cut), pieces };
}

function logicalLines(text: string): PlacedText[] {
  const lines: PlacedText[] = [];
  let joined = '';
  let pieces: Piece[] = [];
  for (const [index, physical] of text.split(/\r\n|\n|\r/).entries()) {
    pieces.push({ start: joined.length, place: { line: index + 1, column: 1 }, isReplacement: false });
    if (physical.endsWith('\\')) {
      joined += physical.slice(0, -1);
      continue;
    }
    lines.push({ text: joined + physical, pieces });
    joined = '';
    pieces = [];
  }
  if (joined !== '') lines.push({ text: joined, pieces });
  return lines;
}
