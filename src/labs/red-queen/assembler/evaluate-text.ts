import { type ExpressionResult, type ExpressionToken, evaluate, type Registers } from './expression.ts';
import { type Place, type PlacedText, placeAt } from './place.ts';
import { scanToken } from './scan-token.ts';

/** The value of an expression in which all known names are replaced. A word of one letter is a register. */
export function evaluateText(placed: PlacedText, registers: Registers, end: Place): ExpressionResult {
  const tokens: ExpressionToken[] = [];
  for (let index = 0; ; ) {
    const token = scanToken(placed.text, index);
    if (token.kind === 'end') return evaluate(tokens, registers, end);
    const place = placeAt(placed, token.start);
    if (token.kind === 'word' && token.text.length > 1) {
      const message = `“${token.text}” is not known here: only names defined further up are`;
      return { kind: 'undefined-name', message, place };
    }
    tokens.push({ text: token.text, place });
    index = token.end;
  }
}
