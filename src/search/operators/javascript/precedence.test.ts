import { describe, expect, it } from 'vitest';
import { operandPrecedence, operatorPrecedence, PRECEDENCE, precedenceOf } from './precedence.ts';
import { type Node, parseSource, withoutParentheses } from './syntax.ts';

function expressionOf(text: string): Node {
  const [statement] = parseSource(`(${text});`, 'ts').tree.body;
  if (statement?.type !== 'ExpressionStatement') throw new Error('no expression');
  return withoutParentheses(statement.expression);
}

describe('precedenceOf', () => {
  it.each([
    ['a, b', 'sequence'],
    ['a = b', 'assignment'],
    ['() => 1', 'assignment'],
    ['a ? b : c', 'conditional'],
    ['a ?? b', 'nullish'],
    ['a || b', 'or'],
    ['a && b', 'and'],
    ['a | b', 'bitOr'],
    ['a ^ b', 'bitXor'],
    ['a & b', 'bitAnd'],
    ['a === b', 'equality'],
    ['a < b', 'relational'],
    ['a as number', 'relational'],
    ['a >> b', 'shift'],
    ['a - b', 'additive'],
    ['a % b', 'multiplicative'],
    ['a ** b', 'exponent'],
    ['-a', 'unary'],
    ['!a', 'unary'],
    ['a++', 'update'],
    ['a(b)', 'call'],
    ['a.b', 'call'],
    ['a?.b', 'call'],
    ['a!', 'call'],
    ['a', 'primary'],
    ['1', 'primary'],
    ['[a]', 'primary'],
    ['`a`', 'primary'],
  ] as const)('of %s is %s', (text, level) => {
    expect(precedenceOf(expressionOf(text))).toBe(PRECEDENCE[level]);
  });
});

describe('operandPrecedence', () => {
  const OPERATORS = '?? || && | ^ & == != === !== < <= > >= << >> >>> + - * / % **'.split(' ');
  const pairs = OPERATORS.flatMap((outer) => OPERATORS.map((inner): [string, string] => [outer, inner]));

  it.each(pairs)('says whether an operand of %s may be %s without parentheses', (outer, inner) => {
    const own = operatorPrecedence(inner);
    const { left, right } = operandPrecedence(outer);
    const shape = (text: string): string => {
      const source = parseSource(`x = ${text};`, 'js');
      if (source.fault !== null) return 'fault';
      const [statement] = source.tree.body;
      if (statement?.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression') return '';
      const node = statement.expression.right;
      if (node.type !== 'BinaryExpression' && node.type !== 'LogicalExpression') return '';
      return `${node.operator} ${withoutParentheses(node.left).type} ${withoutParentheses(node.right).type}`;
    };
    if (own >= left) expect(shape(`a ${inner} b ${outer} c`)).toBe(shape(`(a ${inner} b) ${outer} c`));
    if (own >= right) expect(shape(`a ${outer} b ${inner} c`)).toBe(shape(`a ${outer} (b ${inner} c)`));
  });
});
