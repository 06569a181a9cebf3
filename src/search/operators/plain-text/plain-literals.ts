import { parseNumberLiteral, writeNumberLiteral } from '../tree-sitter/number-literal.ts';
import type { TunableLiteral } from '../tunable-literal.ts';
import type { PlainFile } from './plain-file.ts';
import type { Token } from './tokens.ts';

/** The numbers of a text. A minus belongs to the number when nothing stands before it that it could subtract from. */
export function plainLiterals({ tokens }: PlainFile): TunableLiteral[] {
  return tokens.flatMap((token, index): TunableLiteral[] => {
    const style = token.kind === 'number' ? parseNumberLiteral(token.text, /^$/) : null;
    if (style === null) return [];
    const isNegative =
      tokens[index - 1]?.text === '-' && tokens[index - 1]?.end === token.start && isPrefix(tokens[index - 2]);
    const start = isNegative ? token.start - 1 : token.start;
    const write = (value: number, digits: number) => {
      const text = writeNumberLiteral(style, value, digits);
      return { edit: { start, end: token.end, text }, value: Number(text) };
    };
    return [{ start, end: token.end, value: isNegative ? -style.value : style.value, write }];
  });
}

function isPrefix(before: Token | undefined): boolean {
  return before === undefined || (before.kind === 'sign' && !/[)\]}]/.test(before.text));
}
