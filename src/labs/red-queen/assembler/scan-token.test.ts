import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanToken, type Token } from './scan-token.ts';

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let index = 0; ; ) {
    const token = scanToken(text, index);
    tokens.push(token);
    if (token.kind === 'end') return tokens;
    index = token.end;
  }
}

describe('scanToken', () => {
  it.each([
    [
      'lab1: MOV.ab #_x,-10',
      [
        'word lab1',
        'other :',
        'word MOV',
        'dot .',
        'word ab',
        'mode #',
        'word _x',
        'separator ,',
        'operator -',
        'number 10',
        'end ',
      ],
    ],
    [
      '1x a&b&&c|d||e',
      [
        'number 1',
        'word x',
        'word a',
        'concatenation &',
        'word b',
        'operator &&',
        'word c',
        'other |',
        'word d',
        'operator ||',
        'word e',
        'end ',
      ],
    ],
    [
      '{a}*<>@$ ;!=',
      [
        'mode {',
        'word a',
        'mode }',
        'mode *',
        'mode <',
        'mode >',
        'mode @',
        'mode $',
        'comment ;',
        'operator !',
        'operator =',
        'end ',
      ],
    ],
    [' \t ', ['end ']],
    ['é"\u0000', ['other é', 'other "', 'other \u0000', 'end ']],
  ])('reads %j', (text, wanted) => {
    expect(tokensOf(text).map((token) => `${token.kind} ${token.text}`)).toEqual(wanted);
  });

  it('loses nothing but blanks, and always comes to an end', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
        (text) => {
          const tokens = tokensOf(text);
          let end = 0;
          for (const token of tokens) {
            expect(text.slice(end, token.start)).toMatch(/^[ \t\v\f]*$/);
            expect(text.slice(token.start, token.end)).toBe(token.text);
            end = token.end;
          }
          expect(end).toBe(text.length);
        },
      ),
    );
  });
});
