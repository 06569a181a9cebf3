import { stripVTControlCharacters } from 'node:util';

const DEFAULT_LIMIT = 4_000;

/**
 * A model's text as it may be shown to people: without terminal sequences, control characters and characters that turn
 * the direction of writing or are invisible; newlines and tabs stay. `limit` bounds the length in characters (UTF-16);
 * what is longer ends with `…`.
 */
export function cleanText(text: string, limit: number = DEFAULT_LIMIT): string {
  // Cut first: nobody waits for the cleaning of a flood that is thrown away. Sequences can shrink, so some is left over.
  const head = text.length > 4 * limit ? text.slice(0, 4 * limit) : text;
  const clean = stripVTControlCharacters(head.replace(/\r\n?/g, '\n'))
    .replace(/[\p{Cc}\p{Cf}\p{Co}\u2028\u2029]/gu, (character) =>
      character === '\n' || character === '\t' ? character : '',
    )
    .toWellFormed();
  if (clean.length <= limit && head.length === text.length) return clean;
  // A cut must not leave half a surrogate pair.
  return `${clean
    .slice(0, Math.max(0, limit - 1))
    .toWellFormed()
    .replace(/\uFFFD$/, '')}…`;
}
