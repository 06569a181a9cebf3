import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forEachChild, lineOf, type Node, parseSource, withoutParentheses } from './syntax.ts';

function nodesOf(text: string): Node[] {
  const nodes: Node[] = [];
  const visit = (node: Node): void => {
    nodes.push(node);
    forEachChild(node, visit);
  };
  visit(parseSource(text, 'js').tree);
  return nodes;
}

describe('parseSource', () => {
  it('counts in UTF-16 units, also behind characters that take two of them', () => {
    const text = 'const größe = "𝒳é" + 3; // 空\nlet y = 4;';
    const texts = nodesOf(text)
      .filter(({ type }) => type === 'Literal' || type === 'Identifier')
      .map(({ start, end }) => text.slice(start, end));
    expect(texts).toEqual(['größe', '"𝒳é"', '3', 'y', '4']);
  });

  it.each([
    ['js', 'let a = ;'],
    ['js', 'let a; let a;'],
    ['js', 'break;'],
    ['js', 'a ?? b || c'],
    ['js', '-a ** b'],
    ['js', 'let x: number = 1;'],
    ['js', '('.repeat(100_000)],
    ['ts', 'let x: = 1;'],
  ] as const)('reports a fault in %s text %#', (dialect, text) => {
    const { fault } = parseSource(text, dialect);
    expect(fault?.message).toBeTruthy();
    expect(() => parseSource(text, dialect).tree).toThrow(TypeError);
  });

  it('says where the fault is', () => {
    expect(parseSource('let é𝒳 = 1;\nlet b = ;', 'js').fault?.offset).toBe(21);
  });

  it.each([
    ['js', 'export const f = (a) => a ** 2;'],
    ['ts', 'export const f = (a: number): number => a as number;'],
    ['js', ''],
    ['js', '\uFEFFlet a = 1'],
    ['js', '#!/usr/bin/env node\nlet a = 1'],
  ] as const)('parses %s text %#', (dialect, text) => {
    expect(parseSource(text, dialect).fault).toBe(null);
  });

  it('parses a text once', () => {
    expect(parseSource('let once = 1;', 'js')).toBe(parseSource('let once = 1;', 'js'));
    expect(parseSource('let once = 1;', 'ts')).not.toBe(parseSource('let once = 1;', 'js'));
    const source = parseSource('let tree = 1;', 'js');
    expect(source.tree).toBe(source.tree);
  });

  it('never throws, whatever the text', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom(
        'let ',
        'if (',
        ') {',
        '}',
        '=>',
        '`${',
        '/*',
        '*/',
        '//',
        '\n',
        '\r\n',
        '𝒳',
        'é',
        '\u0000',
        '\ud800',
        'x',
        '1',
        ';',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.constantFrom('js', 'ts', 'jsx', 'tsx'), (pieces, dialect) => {
        const source = parseSource(pieces.join(''), dialect);
        if (source.fault === null) expect(source.tree.type).toBe('Program');
      }),
      { numRuns: 300 },
    );
  });
});

describe('forEachChild', () => {
  it('visits children in source order, text pieces of templates apart', () => {
    const starts = nodesOf(`f(a, b) ? { c: [d, , e] } : g\`h\${i}\`;`).flatMap(({ type, start }) =>
      type === 'TemplateElement' ? [] : [start],
    );
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });
});

describe('withoutParentheses', () => {
  it('takes all of them away', () => {
    const [statement] = parseSource('((a + 1));', 'js').tree.body;
    if (statement?.type !== 'ExpressionStatement') throw new Error('no expression');
    expect(statement.expression.type).toBe('ParenthesizedExpression');
    expect(withoutParentheses(statement.expression).type).toBe('BinaryExpression');
  });
});

describe('lineOf', () => {
  it.each([
    ['a\nb\nc', 0, 1],
    ['a\nb\nc', 1, 1],
    ['a\nb\nc', 2, 2],
    ['a\r\nb', 3, 2],
    ['a\nb\nc', 99, 3],
    ['', 0, 1],
  ])('of %j at %i is %i', (text, offset, line) => {
    expect(lineOf(text, offset)).toBe(line);
  });
});
