import { describe, expect, it } from 'vitest';
import { guarded, indentationAt, insertAfter, insertBefore, lineBreakOf, removal, statementText } from './layout.ts';
import { applyEdits } from './source-edit.ts';
import { type Node, parseSource } from './syntax.ts';

/** The statements of a text. */
function bodyOf(text: string): readonly Node[] {
  const source = parseSource(text, 'js');
  expect(source.fault).toBe(null);
  return source.tree.body;
}

describe('removal', () => {
  it.each([
    ['a();\nb();\nc();\n', 'a();\nc();\n'],
    ['a();\r\n  b();\r\nc();', 'a();\r\nc();'],
    ['a(); b(); c();', 'a(); c();'],
    ['a();\nb(); // why\nc();', 'a();\n// why\nc();'],
    ['a();\nb();', 'a();\n'],
    ['a\nb\n;(c)', 'a\n;(c)'],
    ['a\nb;\n(c)', 'a\n;\n(c)'],
    ['a\nb;\n[c] = d', 'a\n;\n[c] = d'],
  ])('takes the second statement out of %j', (text, rest) => {
    const body = bodyOf(text);
    const edited = applyEdits(text, [removal(text, body[1] as Node, body[2])]);
    expect(edited).toBe(rest);
    expect(parseSource(edited, 'js').fault).toBe(null);
  });

  it('takes the first line of a text out', () => {
    expect(applyEdits('a();\nb();', [removal('a();\nb();', bodyOf('a();\nb();')[0] as Node, undefined)])).toBe('b();');
  });
});

describe('insertions', () => {
  it.each([
    ['  a();\n  b();', '  a();\n  x();\n  b();', '  a();\n  b();\n  x();'],
    ['a(); b();', 'a(); x(); b();', 'a(); b(); x();'],
    ['\ta()\r\n\tb()', '\ta()\r\n\tx();\r\n\tb()', '\ta()\r\n\tb();\r\n\tx();'],
    ['if (a) b(); if (c) d()', 'if (a) b(); x(); if (c) d()', 'if (a) b(); if (c) d(); x();'],
  ])('go before and after the second statement of %j', (text, before, after) => {
    const [, second] = bodyOf(text);
    expect(applyEdits(text, [insertBefore(text, second as Node, 'x();')])).toBe(before);
    expect(applyEdits(text, [insertAfter(text, second as Node, 'x();')])).toBe(after);
  });

  it('do not become a part of the line before', () => {
    const text = 'a\nb';
    const edited = applyEdits(text, [insertBefore(text, bodyOf(text)[1] as Node, '(c);')]);
    expect(edited).toBe('a\n;(c);\nb');
    expect(guarded('[a] = b;')).toBe(';[a] = b;');
    expect(guarded('a = b;')).toBe('a = b;');
  });
});

describe('statementText', () => {
  it.each([
    ['a()\n', 'a();'],
    ['a();', 'a();'],
    ['let a = {}\n', 'let a = {};'],
    ['if (a) b()\n', 'if (a) b();'],
    ['if (a) { b() }', 'if (a) { b() }'],
    ['if (a) b(); else c()\n', 'if (a) b(); else c();'],
    ['for (;;) x = {}\n', 'for (;;) x = {};'],
    ['while (a) {}', 'while (a) {}'],
    ['do a(); while (b)\n', 'do a(); while (b);'],
    ['function f() {}', 'function f() {}'],
  ])('ends %j as %j', (text, ended) => {
    expect(statementText(text, bodyOf(text)[0] as Node)).toBe(ended);
  });
});

describe('line breaks and indentation', () => {
  it('are those of the text', () => {
    expect(lineBreakOf('a\r\nb')).toBe('\r\n');
    expect(lineBreakOf('a\nb')).toBe('\n');
    expect(lineBreakOf('')).toBe('\n');
    expect(indentationAt('a\n\t  b', 5)).toBe('\t  ');
    expect(indentationAt('  a b', 4)).toBe('  ');
  });
});
