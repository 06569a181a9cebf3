import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeHtml } from './escape-html.ts';
import { safeJson, safeLine, safeText } from './safe-text.ts';

const texts = fc.string({ unit: 'binary' });
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;
const HIDDEN_IN_TEXT = /[[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]--[\n\t]]/v;

describe('safe text', () => {
  it.each([
    ['\u001b[31mred\u001b]0;title\u0007', '\\u{1b}[31mred\\u{1b}]0;title\\u{7}'],
    ['\u001b]8;;http://x\u001b\\link', '\\u{1b}]8;;http://x\\u{1b}\\link'],
    ['over\rwritten\b', 'over\\u{d}written\\u{8}'],
    ['a\u202eb\u2028c', 'a\\u{202e}b\\u{2028}c'],
    ['\u009b2J', '\\u{9b}2J'],
    ['é 漢字 😀\n\tx', 'é 漢字 😀\n\tx'],
  ])('%j is shown as %j', (text, shown) => {
    expect(safeText(text)).toBe(shown);
  });

  it('as one line', () => {
    expect(safeLine('a\tb\nc\u0007')).toBe('a b\\u{a}c\\u{7}');
  });

  it('holds nothing hidden, whatever comes in', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(safeText(text)).not.toMatch(HIDDEN_IN_TEXT);
        expect(safeLine(text)).not.toMatch(HIDDEN);
        expect(escapeHtml(text)).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
      }),
    );
  });

  it('JSON holds nothing hidden, and reads back as the same', () => {
    fc.assert(
      fc.property(fc.dictionary(texts, fc.array(texts)), fc.constantFrom(undefined, 2), (value, indent) => {
        const json = safeJson(value, indent);
        expect(json.replaceAll('\n', '')).not.toMatch(HIDDEN);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
