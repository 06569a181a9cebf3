import { describe, expect, it } from 'vitest';
import { analyse } from './analysis.ts';
import { parseSource } from './syntax.ts';

function statementsOf(text: string): string[] {
  const { statements, source } = analyse(parseSource(text, 'js'));
  return statements.map(
    ({ start, end, index, list, isFunctionBody }) =>
      `${index}/${list.length}${isFunctionBody ? 'f' : ''} ${source.text.slice(start, end)}`,
  );
}

describe('findStatements', () => {
  it('finds the statements of blocks, functions, cases and the module', () => {
    expect(statementsOf('a(); function f() { b(); if (c) { d(); } }')).toEqual([
      '0/2 a();',
      '1/2 function f() { b(); if (c) { d(); } }',
      '0/2f b();',
      '1/2f if (c) { d(); }',
      '0/1 d();',
    ]);
    expect(statementsOf('switch (a) { case 1: b(); break; }').slice(1)).toEqual(['0/2 b();', '1/2 break;']);
    expect(statementsOf('const f = () => { a(); };').slice(1)).toEqual(['0/1f a();']);
  });

  it('leaves out statements that are no list members, and directives', () => {
    expect(statementsOf("'use strict'; if (a) b(); else c();")).toEqual(['1/2 if (a) b(); else c();']);
  });

  it('leaves out what is frozen', () => {
    const text = 'function f() {\n  a();\n  // EVOLVE-BLOCK-START\n  b();\n  // EVOLVE-BLOCK-END\n  c();\n}\n';
    expect(statementsOf(text)).toEqual(['1/3f b();']);
  });
});
