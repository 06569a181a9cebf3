import type { Analysis } from './analysis.ts';
import { literalValue } from './analysis.ts';
import { type Node, withoutParentheses } from './syntax.ts';

type Value = number | boolean;

const BINARY: Readonly<Record<string, (a: number, b: number) => Value>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '**': (a, b) => a ** b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '===': (a, b) => a === b,
  '!==': (a, b) => a !== b,
};

/** Deterministic functions of `Math`; a `random` is not a constant. */
const MATH = Math as unknown as Readonly<Record<string, unknown>>;

/** The value of an expression that has no names in it but `Math`; null when it has others, or is of another kind. */
export function constantValue(analysis: Analysis, outer: Node): Value | null {
  const node = withoutParentheses(outer);
  const literal = literalValue(node);
  if (literal !== null) return literal;
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'boolean' ? node.value : null;
    case 'UnaryExpression': {
      const value = constantValue(analysis, node.argument);
      if (value === null) return null;
      if (node.operator === '!') return !value;
      return node.operator === '-' ? -value : null;
    }
    case 'BinaryExpression': {
      const combine = BINARY[node.operator];
      const left = combine === undefined ? null : constantValue(analysis, node.left);
      const right = left === null ? null : constantValue(analysis, node.right);
      if (combine === undefined || typeof left !== 'number' || typeof right !== 'number') return null;
      return combine(left, right);
    }
    case 'LogicalExpression': {
      const left = constantValue(analysis, node.left);
      const right = left === null ? null : constantValue(analysis, node.right);
      if (left === null || right === null || node.operator === '??') return null;
      return node.operator === '&&' ? left && right : left || right;
    }
    case 'ConditionalExpression': {
      const test = constantValue(analysis, node.test);
      return test === null ? null : constantValue(analysis, test ? node.consequent : node.alternate);
    }
    case 'CallExpression': {
      const { callee } = node;
      if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') return null;
      if (callee.object.type !== 'Identifier' || callee.object.name !== 'Math') return null;
      if (analysis.scopes.bindingOf.has(callee.object) || callee.property.name === 'random') return null;
      const called = MATH[callee.property.name];
      const values = node.arguments.map((argument) => constantValue(analysis, argument));
      if (typeof called !== 'function' || values.some((value) => typeof value !== 'number')) return null;
      const result: unknown = called(...values);
      return typeof result === 'number' ? result : null;
    }
    default:
      return null;
  }
}
