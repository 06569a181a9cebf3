import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../base/random.ts';
import { nameFragment } from './fragment.ts';
import { createGrower, freshDepth } from './grow.ts';
import { forEachChild, type Node, parseSource, withoutParentheses } from './syntax.ts';
import type { Vocabulary } from './vocabulary.ts';

const VOCABULARY: Vocabulary = {
  numbers: ['item', 'remaining'].map(nameFragment),
  booleans: [nameFragment('isTight')],
  functions: [
    { name: 'Math.max', arity: 2, isVariadic: true },
    { name: 'Math.sqrt', arity: 1, isVariadic: false },
  ],
  constants: [100],
};
const EMPTY: Vocabulary = { numbers: [], booleans: [], functions: [], constants: [] };

function expressionOf(text: string): Node {
  const source = parseSource(`x = ${text};`, 'js');
  expect({ text, fault: source.fault }).toEqual({ text, fault: null });
  const [statement] = source.tree.body;
  if (statement?.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression')
    throw new Error('no assignment');
  return withoutParentheses(statement.expression.right);
}

function depthOf(node: Node): number {
  let depth = 0;
  forEachChild(node, (child) => {
    depth = Math.max(
      depth,
      depthOf(child) + (node.type === 'ParenthesizedExpression' || node.type === 'MemberExpression' ? 0 : 1),
    );
  });
  return depth;
}

describe('createGrower', () => {
  const seeds = fc.integer();

  it('grows valid expressions of at most the given depth', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 5 }), (seed, depth) => {
        const grower = createGrower(VOCABULARY, randomFrom({ seed, path: '' }));
        const fragment = grower.number(depth);
        const node = expressionOf(fragment.text);
        // A sign counts as a node in the tree, but not as a level here; conditions are one level of their own.
        expect(depthOf(node)).toBeLessThanOrEqual(2 * depth + 1);
        expect(depth > 0 || node.type === 'Identifier' || fragment.isConstant === true).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('grows booleans that are booleans', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 4 }), (seed, depth) => {
        const { text } = createGrower(VOCABULARY, randomFrom({ seed, path: '' })).boolean(depth);
        const node = expressionOf(text);
        expect(['BinaryExpression', 'LogicalExpression', 'Identifier']).toContain(node.type);
        if (node.type === 'BinaryExpression') expect('< > <= >= ===').toContain(node.operator);
      }),
      { numRuns: 200 },
    );
  });

  it('puts a name into every term, where there are names', () => {
    for (let seed = 0; seed < 300; seed++) {
      const { text } = createGrower(VOCABULARY, randomFrom({ seed, path: '' })).term(seed % 4);
      expect(text).toMatch(/item|remaining/);
    }
  });

  it('does without names and functions', () => {
    for (let seed = 0; seed < 100; seed++) {
      const grower = createGrower(EMPTY, randomFrom({ seed, path: '' }));
      expect(grower.term(2).text).not.toMatch(/[a-z]{2}/);
      expressionOf(grower.boolean(2).text);
    }
  });

  it('uses everything it has: operators, functions, conditions, powers, names, constants', () => {
    const grower = createGrower(VOCABULARY, randomFrom({ seed: 3, path: '' }));
    const all = Array.from({ length: 400 }, () => grower.number(3).text).join('\n');
    for (const part of [
      ' + ',
      ' - ',
      ' * ',
      ' / ',
      ' ** ',
      ' % ',
      ' ? ',
      ' < ',
      ' > ',
      'Math.max(',
      'Math.sqrt(',
      'isTight',
      'item',
      '100',
    ])
      expect(all).toContain(part);
    expect(all).not.toMatch(/\b(\w+) [-/%] \1$/m);
  });
});

describe('freshDepth', () => {
  it('is small most of the time, and seldom large', () => {
    const random = randomFrom({ seed: 4, path: '' });
    const counts = [0, 0, 0, 0, 0];
    for (let i = 0; i < 5_000; i++) {
      const depth = freshDepth(random);
      counts[depth] = (counts[depth] ?? 0) + 1;
    }
    const shares = counts.map((count) => count / 5_000);
    expect(Math.max(...shares)).toBe(shares[1]);
    expect(shares[4]).toBeGreaterThan(0.03);
    expect(shares[4]).toBeLessThan(0.08);
  });
});
