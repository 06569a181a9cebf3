/**
 * - word: a letter or `_`, then letters, digits and `_`
 * - number: digits
 * - mode: one of `# $ @ < > * { }`; three of them are operators too
 * - operator: one of `( ) / + - % ! =`, or `&&`, or `||`
 * - separator: `,`; dot: `.`; concatenation: a single `&`; comment: `;`
 * - other: any other character; end: nothing is left
 */
export type TokenKind =
  | 'word'
  | 'number'
  | 'mode'
  | 'operator'
  | 'separator'
  | 'dot'
  | 'concatenation'
  | 'comment'
  | 'other'
  | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Index of the first character, after blanks. */
  readonly start: number;
  /** Index after the last character. */
  readonly end: number;
}

const BLANK = /[ \t\v\f]/;
// Sticky patterns, which start at their lastIndex: no copies of the rest of the line.
const BLANKS = /[ \t\v\f]*/y;
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /[0-9]+/y;
const TWO = /&&|\|\|/y;

const KINDS: ReadonlyMap<string, TokenKind> = new Map([
  ...[...'#$@<>*{}'].map((text): [string, TokenKind] => [text, 'mode']),
  ...[...'()/+-%!='].map((text): [string, TokenKind] => [text, 'operator']),
  [',', 'separator'],
  ['.', 'dot'],
  ['&', 'concatenation'],
  [';', 'comment'],
]);

export function isBlank(text: string, index: number): boolean {
  return BLANK.test(text.charAt(index));
}

function lengthOf(pattern: RegExp, text: string, index: number): number {
  pattern.lastIndex = index;
  return pattern.test(text) ? pattern.lastIndex - index : 0;
}

/** The token at or after `index`, which is where its predecessor ended. */
export function scanToken(text: string, index: number): Token {
  const start = index + lengthOf(BLANKS, text, index);
  const token = (kind: TokenKind, length: number): Token => ({
    kind,
    text: text.slice(start, start + length),
    start,
    end: start + length,
  });
  if (start >= text.length) return token('end', 0);
  const word = lengthOf(WORD, text, start);
  if (word > 0) return token('word', word);
  const number = lengthOf(NUMBER, text, start);
  if (number > 0) return token('number', number);
  if (lengthOf(TWO, text, start) > 0) return token('operator', 2);
  return token(KINDS.get(text.charAt(start)) ?? 'other', 1);
}
