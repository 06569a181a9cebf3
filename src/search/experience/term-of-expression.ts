import type { CallExpression } from 'oxc-parser';
import { literalValue } from '../operators/javascript/analysis.ts';
import { type Node, withoutParentheses } from '../operators/javascript/syntax.ts';
import { ARITHMETIC, COMPARISONS, CONNECTIVES, MATH_CONSTANTS, MATH_FUNCTIONS, operandTypes } from './operations.ts';
import type { Term, TermType } from './term.ts';

/** What has to be known of the program around an expression. */
export interface Surroundings {
  /** Names a leaf: equal for expressions that mean the same here. */
  readonly leafName: (node: Node) => string;
  /** Whether the node is taken as a leaf whatever it is. */
  readonly isLeaf: (node: Node) => boolean;
  /** The type of an operand of a comparison, where only numbers may stand. */
  readonly isNumber: (node: Node) => boolean;
  /** Whether `Math` is the global one here. */
  readonly isGlobalMath: (node: Node) => boolean;
}

/** An expression of the given type as a term; whatever templates cannot say becomes a leaf. */
export function termOf(outer: Node, type: TermType, around: Surroundings): Term {
  const node = withoutParentheses(outer);
  const leaf: Term = { kind: 'leaf', type, name: around.leafName(node) };
  if (around.isLeaf(node)) return leaf;
  const number = literalValue(node);
  if (number !== null)
    return type === 'number' && Number.isFinite(number) ? { kind: 'constant', type, value: rounded(number) } : leaf;
  if (node.type === 'Literal' && typeof node.value === 'boolean' && type === 'boolean') {
    return { kind: 'constant', type, value: node.value };
  }
  const parts = partsOf(node, type, around);
  if (parts === null) return leaf;
  const types = operandTypes(parts.operator, type, parts.operands.length);
  const operands = parts.operands.map((operand, index) => termOf(operand, types[index] as TermType, around));
  return { kind: 'operation', type, operator: parts.operator, operands };
}

/** Three digits: enough to say what a constant is for, and few enough that constants of two programs can be equal. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

interface Parts {
  readonly operator: string;
  readonly operands: readonly Node[];
}

function partsOf(node: Node, type: TermType, around: Surroundings): Parts | null {
  switch (node.type) {
    case 'UnaryExpression':
      if (node.operator === '-' && type === 'number') return { operator: 'negate', operands: [node.argument] };
      return node.operator === '!' && type === 'boolean' ? { operator: '!', operands: [node.argument] } : null;
    case 'BinaryExpression': {
      const { operator, left, right } = node;
      const isComparison = type === 'boolean' && COMPARISONS.has(operator);
      if (!isComparison && !(type === 'number' && ARITHMETIC.has(operator))) return null;
      // `===` also compares what is not a number; a template says so of numbers only.
      if (isComparison && !(around.isNumber(left) && around.isNumber(right))) return null;
      return { operator, operands: [left, right] };
    }
    case 'LogicalExpression':
      if (type !== 'boolean' || !CONNECTIVES.has(node.operator)) return null;
      return { operator: node.operator, operands: [node.left, node.right] };
    case 'ConditionalExpression':
      return { operator: '?:', operands: [node.test, node.consequent, node.alternate] };
    case 'CallExpression':
      return type === 'number' ? callParts(node, around) : null;
    case 'MemberExpression': {
      const name = type === 'number' ? mathMember(node, around) : null;
      return name !== null && MATH_CONSTANTS.has(name) ? { operator: `Math.${name}`, operands: [] } : null;
    }
    default:
      return null;
  }
}

function callParts({ callee, arguments: operands, optional }: CallExpression, around: Surroundings): Parts | null {
  const name = mathMember(withoutParentheses(callee), around);
  if (name === null || optional || !MATH_FUNCTIONS.has(name) || operands.length === 0) return null;
  if (operands.some((operand) => operand.type === 'SpreadElement')) return null;
  return { operator: `Math.${name}`, operands: operands as readonly Node[] };
}

function mathMember(node: Node, { isGlobalMath }: Surroundings): string | null {
  if (node.type !== 'MemberExpression' || node.computed || node.optional) return null;
  const { object, property } = node;
  if (object.type !== 'Identifier' || object.name !== 'Math' || !isGlobalMath(object)) return null;
  return property.type === 'Identifier' ? property.name : null;
}
