/** A piece of a text in a language without a grammar. */
export interface Token {
  readonly kind: 'number' | 'word' | 'sign' | 'string' | 'comment';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const NUMBER = String.raw`0[xX][\da-fA-F_]+|0[bB][01_]+|(?:\d[\d_]*(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?`;
const WORD = String.raw`[\p{L}_$][\p{L}\p{N}_$]*`;
// Bounded: a line of nothing but quotes must not be read again for each of them.
const STRING = `${String.raw`"(?:[^"\\\n]|\\.){0,999}"|'(?:[^'\\\n]|\\.){0,999}'|`}\`[^\`\\n]{0,999}\``;
const SIGN = String.raw`===|!==|<=|>=|==|!=|&&|\|\||\*\*|[^\s\p{L}\p{N}]`;

/**
 * Numbers, words, signs, strings on one line, and comments. Which signs begin a comment is a guess from the text: `#`
 * and `//` always, `;` where no line ends in one, `--` where there are no curly brackets.
 */
export function tokenize(text: string): Token[] {
  const comments = [String.raw`\/\*[\s\S]*?(?:\*\/|$)`, String.raw`\/\/[^\n]*`, String.raw`#[^\n]*`];
  if (!/;[ \t]*\r?$/m.test(text)) comments.push(String.raw`;[^\n]*`);
  if (!text.includes('{')) comments.push(String.raw`--[ \t][^\n]*`);
  const pattern = new RegExp(
    `(${comments.join('|')})|(${STRING})|(${NUMBER})(?![\\p{L}\\p{N}_])|(${WORD})|(${SIGN}|.)`,
    'gsu',
  );
  const tokens: Token[] = [];
  for (const match of text.matchAll(pattern)) {
    const [whole, comment, string, number, word] = match;
    if (/^\s/.test(whole)) continue;
    const kind =
      comment !== undefined
        ? 'comment'
        : string !== undefined
          ? 'string'
          : number !== undefined
            ? 'number'
            : word !== undefined
              ? 'word'
              : 'sign';
    tokens.push({ kind, text: whole, start: match.index, end: match.index + whole.length });
  }
  return tokens;
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Whether brackets close in the order in which they were opened. */
export function isBalanced(tokens: readonly Token[]): boolean {
  const open: string[] = [];
  for (const { kind, text } of tokens) {
    if (kind !== 'sign') continue;
    const closing = CLOSING[text];
    if (closing !== undefined) open.push(closing);
    else if (text === ')' || text === ']' || text === '}') if (open.pop() !== text) return false;
  }
  return open.length === 0;
}
