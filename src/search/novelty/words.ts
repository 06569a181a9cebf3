import { tokenize } from '../operators/plain-text/tokens.ts';

const SLASHES = String.raw`\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*`;
const HASH = String.raw`#[^\n]*`;
const COMMENTS: Readonly<Record<string, string>> = {
  javascript: SLASHES,
  typescript: SLASHES,
  c: SLASHES,
  cpp: SLASHES,
  go: SLASHES,
  rust: SLASHES,
  python: HASH,
  julia: HASH,
};
// Bounded: a line of nothing but quotes must not be read again for each of them.
const STRING = `${String.raw`"(?:[^"\\\n]|\\.){0,999}"|'(?:[^'\\\n]|\\.){0,999}'`}|\`[^\`]{0,999}\``;
const NUMBER = String.raw`\d[\w.]*|\.\d[\w.]*`;
const WORD = String.raw`[\p{L}_$][\p{L}\p{N}_$]*`;
const SIGN = String.raw`=>|===|!==|<=|>=|==|!=|&&|\|\||\*\*|\+\+|--|[^\s]`;

/**
 * The words, numbers, strings and signs of a text, without its comments. Where the language is not known, what is a
 * comment is guessed from the text (`plain-text/tokens.ts`).
 */
export function wordsOf(text: string, language: string): string[] {
  const comments = Object.hasOwn(COMMENTS, language) ? COMMENTS[language] : undefined;
  if (comments === undefined) {
    return tokenize(text).flatMap(({ kind, text: word }) => (kind === 'comment' ? [] : [word]));
  }
  const pattern = new RegExp(`(${comments})|${STRING}|${NUMBER}|${WORD}|${SIGN}`, 'gu');
  const words: string[] = [];
  for (const [whole, comment] of text.matchAll(pattern)) if (comment === undefined) words.push(whole);
  return words;
}
