import { cleanText } from '../../../../models/clean-text.ts';

/** One line that is safe in a terminal, a table and a prompt, at most `limit` characters. */
export function cleanLine(text: string, limit: number): string {
  return cleanText(
    text
      .slice(0, 8 * limit)
      .replace(/\s+/gu, ' ')
      .trim(),
    limit,
  );
}

/** Several lines that are safe in the same way. */
export function cleanBlock(text: string, limit: number): string {
  return cleanText(text, limit).trim();
}

/**
 * Code as it is shown, with LF at the ends of its lines. Control characters and those that reorder or hide text leave a
 * sign each; others that only format, such as joiners inside of emoji, stay, so that a model can copy the line.
 */
export function cleanCode(code: string): string {
  return code
    .replace(/\r\n/g, '\n')
    .replace(/\p{Cc}/gu, (character) => (character === '\n' || character === '\t' ? character : '\u{fffd}'))
    .replace(/[\u{200b}\u{200e}\u{200f}\u{2028}-\u{202e}\u{2060}-\u{2069}\u{feff}\u{e0000}-\u{e007f}]/gu, '\u{fffd}')
    .toWellFormed();
}
