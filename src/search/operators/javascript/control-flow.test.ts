import { describe, expect, it } from 'vitest';
import { alwaysReturns, keepsReturning } from './control-flow.ts';
import type { FunctionNode } from './scope.ts';
import { type Node, parseSource } from './syntax.ts';

function functionIn(body: string): FunctionNode {
  const source = parseSource(`function f() {${body}}`, 'js');
  expect(source.fault).toBe(null);
  const [statement] = source.tree.body;
  if (statement?.type !== 'FunctionDeclaration') throw new Error('no function');
  return statement;
}

describe('alwaysReturns', () => {
  it.each([
    ['return 1;', true],
    ['throw 1;', true],
    ['a();', false],
    ['', false],
    ['if (a) return 1;', false],
    ['if (a) return 1; else return 2;', true],
    ['if (a) return 1; else if (b) return 2;', false],
    ['if (a) { b(); return 1; } else { throw 2; }', true],
    ['for (;;) return 1;', false],
    ['{ { return 1; } }', true],
    ['try { return 1; } catch { }', true],
    ['try { a(); } finally { return 1; }', true],
    ['b: { return 1; }', true],
    ['if (a) return 1; return 2;', true],
  ])('function f() {%s}: %s', (body, answer) => {
    expect(alwaysReturns(functionIn(body).body)).toBe(answer);
  });
});

describe('keepsReturning', () => {
  it('asks whether a statement may go', () => {
    const node = functionIn('if (a) return 1; return 2;');
    const [guard, last] = (node.body as { body: Node[] }).body as [Node, Node];
    expect(keepsReturning(node, guard)).toBe(true);
    expect(keepsReturning(node, last)).toBe(false);
    expect(keepsReturning(null, last)).toBe(true);
    const without = functionIn('a();');
    expect(keepsReturning(without, (without.body as { body: Node[] }).body[0] as Node)).toBe(true);
  });
});
