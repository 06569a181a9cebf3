/**
 * The parser is native and recursive: a few thousand nested brackets, or a chain such as `!!!!…` or `a=>a=>…`, overflow
 * its stack and end the whole process. Language models do write such text when they fall into a loop. So texts are
 * measured first, and what is too deep counts as text that does not parse.
 *
 * The measure is an upper bound in tokens: those of the unfinished phrase at each open bracket, summed over the open
 * brackets. `,` and `;` finish a phrase, and so does `}` unless `else` follows. Strings and comments are not told
 * apart from code, so this stops accidents, not somebody who hides brackets in comments on purpose.
 *
 * The lowest depth seen to overflow a 4 MB stack was above 2,000 tokens (nested `(a=(…))=>1`); the limit leaves room.
 */
const MAXIMUM_NESTING = 1500;

/** Texts above this length are never parsed. */
const MAXIMUM_LENGTH = 500_000;

export function isParseable(text: string): boolean {
  if (text.length > MAXIMUM_LENGTH) return false;
  const outer: number[] = [];
  let phrase = 0;
  let total = 0;
  let isInWord = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const isWord = isWordCode(code);
    if (isWord && isInWord) continue;
    isInWord = isWord;
    if (code <= 32) continue;
    phrase += 1;
    total += 1;
    if (code === COMMA || code === SEMICOLON) {
      total -= phrase;
      phrase = 0;
    } else if (code === OPEN_ROUND || code === OPEN_SQUARE || code === OPEN_CURLY) {
      outer.push(phrase);
      phrase = 0;
    } else if (code === CLOSE_ROUND || code === CLOSE_SQUARE || code === CLOSE_CURLY) {
      total -= phrase;
      phrase = outer.pop() ?? 0;
      if (code === CLOSE_CURLY && !isElseNext(text, i + 1)) {
        total -= phrase;
        phrase = 0;
      }
    }
    if (total > MAXIMUM_NESTING) return false;
  }
  return true;
}

const COMMA = 44;
const SEMICOLON = 59;
const OPEN_ROUND = 40;
const CLOSE_ROUND = 41;
const OPEN_SQUARE = 91;
const CLOSE_SQUARE = 93;
const OPEN_CURLY = 123;
const CLOSE_CURLY = 125;

/** Letters, digits, `_`, `$` and everything beyond ASCII. */
function isWordCode(code: number): boolean {
  if (code >= 97) return code <= 122 || code > 127;
  if (code >= 65) return code <= 90 || code === 95;
  return (code >= 48 && code <= 57) || code === 36;
}

function isElseNext(text: string, from: number): boolean {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at += 1;
  return text.startsWith('else', at);
}
