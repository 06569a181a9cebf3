import type { CallExpression, TSTypeAnnotation } from 'oxc-parser';
import { type Binding, type FunctionNode, functionOf } from './scope.ts';
import type { ScopeAnalysis } from './scope-analysis.ts';
import { type Node, withoutParentheses } from './syntax.ts';
import { calleeRoot, isArithmeticUse, objectBindings } from './usage.ts';

/** `unknown` may turn out to be a number by where it stands; `other` never does. */
export type ValueType = 'number' | 'boolean' | 'other' | 'unknown';

export interface Types {
  of(node: Node): ValueType;
  ofBinding(binding: Binding): ValueType;
  ofReturn(called: FunctionNode): ValueType;
}

const COMPARISONS = new Set(['<', '<=', '>', '>=', '==', '===', '!=', '!==', 'in', 'instanceof']);
const NUMBER_PROPERTIES = new Set(['length', 'size']);
const NUMBER_CALLS = new Set(['indexOf', 'lastIndexOf', 'findIndex', 'charCodeAt', 'codePointAt']);
const BOOLEAN_CALLS = new Set(['includes', 'some', 'every', 'has', 'startsWith', 'endsWith', 'isArray', 'isFinite']);
const GLOBAL_NUMBERS = new Set(['Infinity', 'NaN']);

/**
 * Types as far as genetic operators need them, by simple rules: arithmetic, literals and `Math` are numbers; parameters
 * without annotation are numbers unless something is done to them that only objects allow.
 */
export function inferTypes(analysis: ScopeAnalysis): Types {
  const objects = objectBindings(analysis);
  const nodeTypes = new Map<Node, ValueType>();
  const bindingTypes = new Map<Binding, ValueType>();
  const returnTypes = new Map<FunctionNode, ValueType>();

  function of(node: Node): ValueType {
    const known = nodeTypes.get(node);
    if (known !== undefined) return known;
    const type = infer(node);
    nodeTypes.set(node, type);
    return type;
  }

  function infer(node: Node): ValueType {
    switch (node.type) {
      case 'Literal':
        if (typeof node.value === 'number') return 'number';
        return typeof node.value === 'boolean' ? 'boolean' : 'other';
      case 'Identifier': {
        const binding = analysis.bindingOf.get(node);
        if (binding !== undefined) return ofBinding(binding);
        return GLOBAL_NUMBERS.has(node.name) ? 'number' : 'other';
      }
      case 'UnaryExpression':
        if (node.operator === '!' || node.operator === 'delete') return 'boolean';
        return node.operator === 'typeof' || node.operator === 'void' ? 'other' : 'number';
      case 'UpdateExpression':
        return 'number';
      case 'BinaryExpression':
        if (COMPARISONS.has(node.operator)) return 'boolean';
        return node.operator === '+' ? sum(of(node.left), of(node.right)) : 'number';
      case 'LogicalExpression':
        return common(of(node.left), of(node.right));
      case 'ConditionalExpression':
        return common(of(node.consequent), of(node.alternate));
      case 'AssignmentExpression':
        return of(node.right);
      case 'SequenceExpression':
        return of(node.expressions.at(-1) as Node);
      case 'CallExpression':
        return callType(node);
      case 'MemberExpression':
        if (node.computed || node.property.type !== 'Identifier') return 'unknown';
        if (node.object.type === 'Identifier' && node.object.name === 'Math') return 'number';
        return NUMBER_PROPERTIES.has(node.property.name) ? 'number' : 'unknown';
      case 'ParenthesizedExpression':
      case 'ChainExpression':
      case 'TSNonNullExpression':
        return of(node.expression);
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion':
        return written(node.typeAnnotation);
      default:
        return 'other';
    }
  }

  function callType(call: CallExpression): ValueType {
    const callee = withoutParentheses(call.callee);
    const binding = analysis.bindingOf.get(callee);
    const called = binding === undefined ? null : functionOf(binding);
    if (called !== null) return ofReturn(called);
    if (calleeRoot(call) === 'Math') return 'number';
    if (callee.type === 'Identifier') {
      if (callee.name === 'Number' || callee.name === 'parseFloat' || callee.name === 'parseInt') return 'number';
      return callee.name === 'Boolean' || callee.name === 'isNaN' || callee.name === 'isFinite' ? 'boolean' : 'unknown';
    }
    if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return 'unknown';
    if (NUMBER_CALLS.has(callee.property.name)) return 'number';
    return BOOLEAN_CALLS.has(callee.property.name) ? 'boolean' : 'unknown';
  }

  function ofReturn(called: FunctionNode): ValueType {
    const known = returnTypes.get(called);
    if (known !== undefined) return known;
    // A recursive function has the type of its other branches.
    returnTypes.set(called, 'unknown');
    const type = called.async || called.generator ? 'other' : returnType(called);
    returnTypes.set(called, type);
    return type;
  }

  function returnType(called: FunctionNode): ValueType {
    const annotation = annotated(called.returnType);
    if (annotation !== null) return annotation;
    if (called.body !== null && called.body.type !== 'BlockStatement') return of(called.body);
    let type: ValueType = 'unknown';
    for (const statement of analysis.returnsOf.get(called) ?? []) {
      const next = statement.argument === null ? 'other' : of(statement.argument);
      type = type === 'unknown' ? next : common(type, next);
    }
    return type;
  }

  function ofBinding(binding: Binding): ValueType {
    const known = bindingTypes.get(binding);
    if (known !== undefined) return known;
    // Read while it is being inferred: a variable that is defined by itself, such as a running sum.
    bindingTypes.set(binding, 'unknown');
    const type = inferBinding(binding);
    bindingTypes.set(binding, type);
    return type;
  }

  function inferBinding(binding: Binding): ValueType {
    const { kind, identifier, declaration, references, isDestructured } = binding;
    if (kind === 'function' || kind === 'class' || kind === 'import' || objects.has(binding)) return 'other';
    const annotation = identifier.type === 'Identifier' ? annotated(identifier.typeAnnotation) : null;
    if (annotation !== null) return annotation;
    if (declaration.type === 'RestElement') return 'other';
    if (declaration.type === 'CatchClause' || declaration.type === 'ForInStatement') return 'other';
    if (isDestructured) return 'number';
    if (kind === 'parameter')
      return declaration.type === 'AssignmentPattern' ? settle(of(declaration.right), true) : 'number';
    if (declaration.type !== 'VariableDeclarator') return 'number';
    const isArithmetic = references.some(isArithmeticUse);
    if (declaration.init !== null) {
      const isElement = declaration.init.type === 'MemberExpression';
      return settle(of(declaration.init), isElement || isArithmetic);
    }
    const assigned = references.find(({ parent, isWrite }) => isWrite && parent.type === 'AssignmentExpression');
    if (assigned?.parent.type === 'AssignmentExpression') return settle(of(assigned.parent.right), isArithmetic);
    return isArithmetic ? 'number' : 'other';
  }

  return { of, ofBinding, ofReturn };
}

/** An unknown value is a number where the uses say so. */
function settle(type: ValueType, isNumberElse: boolean): ValueType {
  if (type !== 'unknown') return type;
  return isNumberElse ? 'number' : 'other';
}

function common(a: ValueType, b: ValueType): ValueType {
  if (a === b || b === 'unknown') return a;
  return a === 'unknown' ? b : 'other';
}

function sum(a: ValueType, b: ValueType): ValueType {
  if (a === 'other' || b === 'other') return 'other';
  return a === 'unknown' && b === 'unknown' ? 'unknown' : 'number';
}

function annotated(annotation: TSTypeAnnotation | null | undefined): ValueType | null {
  return annotation === null || annotation === undefined ? null : written(annotation.typeAnnotation);
}

function written({ type }: Node): ValueType {
  if (type === 'TSNumberKeyword') return 'number';
  return type === 'TSBooleanKeyword' ? 'boolean' : 'other';
}
