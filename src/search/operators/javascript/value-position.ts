import { operandPrecedence, PRECEDENCE } from './precedence.ts';
import type { Node } from './syntax.ts';
import { calleeRoot } from './usage.ts';

/** What an expression must be to stand in a certain field of its parent. */
export interface ValuePosition {
  /** Least precedence that needs no parentheses. */
  readonly precedence: number;
  /** Type that an expression of unknown type has here. */
  readonly expects: 'number' | 'boolean' | null;
  /** The unary operator right before it, which must not be repeated: `--x` is something else than `-(-x)`. */
  readonly prefix: '-' | '+' | '!' | null;
  /** True where a change would mostly break the program: loop heads and indices. */
  readonly isStructural: boolean;
}

const RELATIONAL = new Set(['<', '<=', '>', '>=']);
const ARITHMETIC = new Set(['-', '*', '/', '%', '**', '|', '&', '^', '<<', '>>', '>>>']);

/** The position that a field of a parent offers; null where an expression must not be exchanged for another. */
export function valuePosition(parent: Node, field: string): ValuePosition | null {
  switch (parent.type) {
    case 'BinaryExpression': {
      if (parent.operator === 'in' || parent.operator === 'instanceof') return null;
      const isNumeric = RELATIONAL.has(parent.operator) || ARITHMETIC.has(parent.operator);
      const need = operandPrecedence(parent.operator);
      return position(field === 'left' ? need.left : need.right, isNumeric ? 'number' : null);
    }
    case 'LogicalExpression': {
      const need = operandPrecedence(parent.operator);
      return position(field === 'left' ? need.left : need.right, null);
    }
    case 'UnaryExpression': {
      const { operator } = parent;
      if (operator === '!') return position(PRECEDENCE.unary, 'boolean', operator);
      if (operator === '-' || operator === '+') return position(PRECEDENCE.unary, 'number', operator);
      return operator === '~' ? position(PRECEDENCE.unary, 'number') : null;
    }
    case 'ConditionalExpression':
      if (field === 'test') return position(PRECEDENCE.nullish, 'boolean');
      return position(field === 'consequent' ? PRECEDENCE.nullish : PRECEDENCE.assignment, null);
    case 'CallExpression':
      if (field !== 'arguments') return null;
      return position(PRECEDENCE.assignment, calleeRoot(parent) === 'Math' ? 'number' : null);
    case 'NewExpression':
      return field === 'arguments' ? structural(PRECEDENCE.assignment) : null;
    case 'MemberExpression':
      return field === 'property' && parent.computed ? structural(PRECEDENCE.sequence) : null;
    case 'ReturnStatement':
    case 'SwitchStatement':
    case 'SwitchCase':
    case 'TemplateLiteral':
      return position(PRECEDENCE.sequence, null);
    case 'IfStatement':
      return field === 'test' ? position(PRECEDENCE.sequence, 'boolean') : null;
    case 'ForStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return field === 'body' ? null : structural(PRECEDENCE.sequence);
    case 'VariableDeclarator':
    case 'AssignmentPattern':
    case 'ArrayExpression':
    case 'SequenceExpression':
    case 'PropertyDefinition':
    case 'ExportDefaultDeclaration':
      return position(PRECEDENCE.assignment, null);
    case 'AssignmentExpression':
      return position(PRECEDENCE.assignment, /^(\*\*|[-*/%])=$/.test(parent.operator) ? 'number' : null);
    case 'ArrowFunctionExpression':
      return field === 'body' ? position(PRECEDENCE.assignment, null) : null;
    case 'Property':
      return parent.shorthand || field === 'key' ? null : position(PRECEDENCE.assignment, null);
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return position(PRECEDENCE.relational, null);
    default:
      return null;
  }
}

function position(
  precedence: number,
  expects: ValuePosition['expects'],
  prefix: ValuePosition['prefix'] = null,
): ValuePosition {
  return { precedence, expects, prefix, isStructural: false };
}

function structural(precedence: number): ValuePosition {
  return { precedence, expects: null, prefix: null, isStructural: true };
}
