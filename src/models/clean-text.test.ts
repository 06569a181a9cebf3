import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from './clean-text.ts';

const ESC = '\u001b';
const CONTROL = /(?![\n\t])\p{Cc}/u;

describe('cleaning', () => {
  it.each([
    ['plain\n\ttext', 'plain\n\ttext'],
    [`${ESC}[31mred${ESC}[0m`, 'red'],
    [`${ESC}]8;;http://x\u0007link${ESC}]8;;\u0007`, 'link'],
    [`${ESC}]0;title\u0007a`, 'a'],
    [`${ESC}c${ESC}(Ba`, 'a'],
    ['a\r\nb\rc', 'a\nb\nc'],
    ['a\u0000\b\u0007\u009b31mb', 'ab'],
    ['abc\u202edcba\u200b\ufeff', 'abcdcba'],
    ['é 漢字 😀', 'é 漢字 😀'],
  ])('%j', (text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it('bounds the length and keeps pairs of surrogates whole', () => {
    expect(cleanText('abcdef', 6)).toBe('abcdef');
    expect(cleanText('abcdefg', 6)).toBe('abcde…');
    expect(cleanText('abcd😀fg', 6)).toBe('abcd…');
    expect(cleanText('x'.repeat(1e6), 10)).toBe(`${'x'.repeat(9)}…`);
  });

  it('takes linear time, whatever a model sends', () => {
    // Quadratic time would be minutes here.
    expect(cleanText(`${ESC}]`.repeat(1e6), 1e6)).toBe('');
  });

  it('never leaves a control character, is never longer, and changes nothing the second time', () => {
    const piece = fc.constantFrom(
      ESC,
      '[',
      '31m',
      ']',
      '\u0007',
      '\u009b',
      '\r',
      '\n',
      'a',
      '\ud83d',
      '\ude00',
      '\u202e',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 40 }), (dirty, limit) => {
        const clean = cleanText(dirty, limit);
        assert.equal(CONTROL.test(clean), false);
        assert.ok(clean.length <= limit);
        assert.ok(clean.isWellFormed());
        assert.equal(cleanText(clean, limit), clean);
      }),
    );
  });
});
