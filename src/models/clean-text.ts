import { HIDDEN_CHARACTERS } from '../base/safe-text.ts';

const DEFAULT_LIMIT = 4_000;

/**
 * Terminal sequences (ECMA-48 §5.4, §5.6): texts to the terminal up to their terminator or the end of the line, control
 * sequences, other escapes. No part can match what another begins with, so hostile text takes linear time; Node's
 * `stripVTControlCharacters` takes quadratic.
 */
const SEQUENCES = new RegExp(
  [
    String.raw`(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c\n]*(?:\u0007|\u001b\\|\u009c)?`,
    String.raw`(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?`,
    String.raw`\u001b[ -/]*[0-~]?`,
  ].join('|'),
  'g',
);

/**
 * A model's text as it may be shown to people: without terminal sequences, control characters and characters that turn
 * the direction of writing or are invisible; newlines and tabs stay. `limit` bounds the length in characters (UTF-16);
 * what is longer ends with `…`.
 */
export function cleanText(text: string, limit: number = DEFAULT_LIMIT): string {
  // Cut first: nobody waits for the cleaning of a flood that is thrown away. Sequences can shrink, so some is left over.
  const head = text.length > 4 * limit ? text.slice(0, 4 * limit) : text;
  const clean = head
    .replace(/\r\n?/g, '\n')
    .replace(SEQUENCES, '')
    .toWellFormed()
    .replace(HIDDEN_CHARACTERS, (character) => (character === '\n' || character === '\t' ? character : ''));
  if (clean.length <= limit && head.length === text.length) return clean;
  // A cut must not leave half a surrogate pair.
  return `${clean
    .slice(0, Math.max(0, limit - 1))
    .toWellFormed()
    .replace(/\uFFFD$/, '')}…`;
}
