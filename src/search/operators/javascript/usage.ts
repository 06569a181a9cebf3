import type { CallExpression } from 'oxc-parser';
import { type Binding, functionOf, lookup, type Reference } from './scope.ts';
import type { ScopeAnalysis } from './scope-analysis.ts';
import { type Node, withoutParentheses } from './syntax.ts';

/** Methods that numbers have too. */
const NUMBER_METHODS = new Set(['toFixed', 'toPrecision', 'toString', 'valueOf', 'toExponential']);
const ARITHMETIC = new Set(['-', '*', '/', '%', '**', '|', '&', '^', '<<', '>>', '>>>', '<', '<=', '>', '>=']);
const COLLECTIONS = new Set(['Set', 'Map', 'WeakSet', 'WeakMap']);
const OBJECT_READERS = new Set(['Object', 'Array', 'JSON', 'Reflect']);

/** Whether a use shows that the name holds something other than a number or a boolean. */
export function isObjectUse({ node, parent, field }: Reference): boolean {
  switch (parent.type) {
    case 'MemberExpression': {
      const method = parent.property.type === 'Identifier' && !parent.computed ? parent.property.name : '';
      return field === 'object' && !NUMBER_METHODS.has(method);
    }
    case 'CallExpression':
      return field === 'callee' || readsObjects(parent);
    case 'NewExpression':
      return field === 'callee' || (parent.callee.type === 'Identifier' && COLLECTIONS.has(parent.callee.name));
    case 'SpreadElement':
      return true;
    case 'TaggedTemplateExpression':
      return field === 'tag';
    case 'ForOfStatement':
    case 'ForInStatement':
      return field === 'right';
    case 'VariableDeclarator':
      return parent.id.type === 'ObjectPattern' || parent.id.type === 'ArrayPattern';
    case 'AssignmentExpression':
      return field === 'right' && (parent.left.type === 'ObjectPattern' || parent.left.type === 'ArrayPattern');
    case 'BinaryExpression': {
      if (parent.operator === 'in' || parent.operator === 'instanceof') return true;
      const other = parent.left === node ? parent.right : parent.left;
      return /^[!=]==?$/.test(parent.operator) && isTextOrNothing(other);
    }
    default:
      return false;
  }
}

/** Whether a use shows that the name holds a number. */
export function isArithmeticUse({ parent, field }: Reference): boolean {
  switch (parent.type) {
    case 'BinaryExpression':
      return ARITHMETIC.has(parent.operator);
    case 'UnaryExpression':
      return parent.operator === '-' || parent.operator === '+' || parent.operator === '~';
    case 'UpdateExpression':
      return true;
    case 'AssignmentExpression':
      return parent.operator !== '=' && parent.operator !== '+=' && !/[|&?]{2}/.test(parent.operator);
    case 'CallExpression':
      return field === 'arguments' && calleeRoot(parent) === 'Math';
    default:
      return false;
  }
}

/**
 * Names that hold objects by how they are used, here or where they are passed on to: `function f(xs) { return g(xs); }`
 * says nothing about `xs`, but `g` may.
 */
export function objectBindings(analysis: ScopeAnalysis): ReadonlySet<Binding> {
  const objects = new Set<Binding>();
  const passedOn = new Map<Binding, Binding[]>();
  const link = (from: Binding, to: Binding): void => {
    const list = passedOn.get(from);
    if (list === undefined) passedOn.set(from, [to]);
    else list.push(to);
  };
  for (const reference of analysis.references) {
    const { binding } = reference;
    if (binding === undefined) continue;
    if (isObjectUse(reference)) objects.add(binding);
    const target = receiver(reference, analysis);
    if (target === undefined) continue;
    link(target, binding);
    link(binding, target);
  }
  const open = [...objects];
  for (let binding = open.pop(); binding !== undefined; binding = open.pop()) {
    for (const next of passedOn.get(binding) ?? []) {
      if (objects.has(next)) continue;
      objects.add(next);
      open.push(next);
    }
  }
  return objects;
}

/** The name that takes over a used name's value: the alias, or the parameter of a known function. */
function receiver(reference: Reference, { bindingOf, scopeOf }: ScopeAnalysis): Binding | undefined {
  const { node, parent, field, scope } = reference;
  if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return lookup(scope, parent.id.name);
  if (parent.type === 'AssignmentExpression' && field === 'right' && parent.operator === '=')
    return bindingOf.get(parent.left);
  if (parent.type !== 'CallExpression' || field !== 'arguments') return undefined;
  const callee = bindingOf.get(parent.callee);
  const called = callee === undefined ? null : functionOf(callee);
  if (called === null) return undefined;
  const position = parent.arguments.findIndex((argument) => withoutParentheses(argument) === node);
  const parameter = called.params[position];
  const target = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter;
  return target?.type === 'Identifier' ? scopeOf.get(called)?.bindings.get(target.name) : undefined;
}

/** `Object.keys(x)`, `Array.isArray(x)`, `JSON.stringify(x)`; but `Array(n)` takes a number. */
function readsObjects(call: CallExpression): boolean {
  const root = calleeRoot(call) ?? '';
  return call.callee.type === 'Identifier' ? root === 'structuredClone' : OBJECT_READERS.has(root);
}

/** `Math` of `Math.max(…)`, `f` of `f(…)`. */
export function calleeRoot({ callee }: CallExpression): string | null {
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' ? callee.object.name : null;
}

function isTextOrNothing(node: Node): boolean {
  if (node.type === 'Literal') return typeof node.value === 'string' || node.value === null;
  return node.type === 'Identifier' && node.name === 'undefined';
}
