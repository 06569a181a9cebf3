import type { Node } from './syntax.ts';

/**
 * How tightly expressions bind, from ECMA-262 §13: an expression may stand in a position without parentheses when its
 * precedence is at least the position's.
 */
export const PRECEDENCE = {
  sequence: 0,
  assignment: 1,
  conditional: 2,
  /** Below `||`, though the grammar puts them side by side: the two must not be mixed without parentheses. */
  nullish: 3,
  or: 4,
  and: 5,
  bitOr: 6,
  bitXor: 7,
  bitAnd: 8,
  equality: 9,
  relational: 10,
  shift: 11,
  additive: 12,
  multiplicative: 13,
  exponent: 14,
  unary: 15,
  update: 16,
  call: 17,
  primary: 18,
} as const;

const BINARY: Readonly<Record<string, number>> = {
  '??': PRECEDENCE.nullish,
  '||': PRECEDENCE.or,
  '&&': PRECEDENCE.and,
  '|': PRECEDENCE.bitOr,
  '^': PRECEDENCE.bitXor,
  '&': PRECEDENCE.bitAnd,
  '==': PRECEDENCE.equality,
  '!=': PRECEDENCE.equality,
  '===': PRECEDENCE.equality,
  '!==': PRECEDENCE.equality,
  '<': PRECEDENCE.relational,
  '<=': PRECEDENCE.relational,
  '>': PRECEDENCE.relational,
  '>=': PRECEDENCE.relational,
  in: PRECEDENCE.relational,
  instanceof: PRECEDENCE.relational,
  '<<': PRECEDENCE.shift,
  '>>': PRECEDENCE.shift,
  '>>>': PRECEDENCE.shift,
  '+': PRECEDENCE.additive,
  '-': PRECEDENCE.additive,
  '*': PRECEDENCE.multiplicative,
  '/': PRECEDENCE.multiplicative,
  '%': PRECEDENCE.multiplicative,
  '**': PRECEDENCE.exponent,
};

/** Precedence of a binary or logical operator. */
export function operatorPrecedence(operator: string): number {
  return BINARY[operator] ?? PRECEDENCE.sequence;
}

/** What the left and right operands of a binary operator need. */
export function operandPrecedence(operator: string): { readonly left: number; readonly right: number } {
  const own = operatorPrecedence(operator);
  // `-a ** b` is a syntax error, and `a ** b ** c` groups to the right.
  if (operator === '**') return { left: PRECEDENCE.update, right: PRECEDENCE.exponent };
  // The operands of `??` may be neither `||` nor `&&`.
  if (operator === '??') return { left: PRECEDENCE.bitOr, right: PRECEDENCE.bitOr };
  return { left: own, right: own + 1 };
}

/** Precedence of an expression node. */
export function precedenceOf(node: Node): number {
  switch (node.type) {
    case 'SequenceExpression':
      return PRECEDENCE.sequence;
    case 'AssignmentExpression':
    case 'ArrowFunctionExpression':
    case 'YieldExpression':
      return PRECEDENCE.assignment;
    case 'ConditionalExpression':
      return PRECEDENCE.conditional;
    case 'LogicalExpression':
    case 'BinaryExpression':
      return operatorPrecedence(node.operator);
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return PRECEDENCE.relational;
    case 'UnaryExpression':
    case 'AwaitExpression':
    case 'TSTypeAssertion':
      return PRECEDENCE.unary;
    case 'UpdateExpression':
      return PRECEDENCE.update;
    case 'CallExpression':
    case 'NewExpression':
    case 'ChainExpression':
    case 'MemberExpression':
    case 'TaggedTemplateExpression':
    case 'TSNonNullExpression':
      return PRECEDENCE.call;
    default:
      return PRECEDENCE.primary;
  }
}
