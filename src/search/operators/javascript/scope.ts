import type { ArrowFunctionExpression, Function as FunctionExpressionNode } from 'oxc-parser';
import type { Node } from './syntax.ts';

export type FunctionNode = ArrowFunctionExpression | FunctionExpressionNode;

export type BindingKind = 'parameter' | 'const' | 'let' | 'var' | 'function' | 'class' | 'import';

/** One declared name. */
export interface Binding {
  readonly name: string;
  readonly kind: BindingKind;
  readonly scope: Scope;
  readonly identifier: Node;
  /** The declarator, `for … of` or `for … in` loop, parameter, function, class or import specifier that declares it. */
  readonly declaration: Node;
  /** Offset from which the name may be read; 0 for hoisted functions and imports. */
  readonly visibleFrom: number;
  /** True when it is taken out of an object or array, or gathers the rest of one. */
  readonly isDestructured: boolean;
  readonly references: Reference[];
}

export interface Scope {
  readonly parent: Scope | null;
  readonly bindings: Map<string, Binding>;
  /** The function whose code this scope belongs to; null at the top of the module. */
  readonly owner: FunctionNode | null;
}

/** One use of a name, with the nearest parent that is not a pair of parentheses or a type assertion. */
export interface Reference {
  readonly node: Node & { readonly type: 'Identifier' };
  readonly parent: Node;
  readonly field: string;
  readonly scope: Scope;
  /** True on the left of an assignment, in `++`, and in destructuring targets. */
  readonly isWrite: boolean;
  /** Undefined for globals such as `Math`. */
  binding: Binding | undefined;
}

/** A point in a program where an expression may stand. */
export interface Place {
  readonly scope: Scope;
  readonly start: number;
}

export function lookup(scope: Scope, name: string): Binding | undefined {
  for (let current: Scope | null = scope; current !== null; current = current.parent) {
    const binding = current.bindings.get(name);
    if (binding !== undefined) return binding;
  }
  return undefined;
}

/** Whether the name means this binding at a place, and may be read there. */
export function isReadableAt(binding: Binding, place: Place): boolean {
  return binding.visibleFrom <= place.start && lookup(place.scope, binding.name) === binding;
}

/** All names that may be read at a place, innermost first. Names declared later are left out, even inside closures. */
export function readableBindings(place: Place): Binding[] {
  const found: Binding[] = [];
  const seen = new Set<string>();
  for (let current: Scope | null = place.scope; current !== null; current = current.parent) {
    for (const binding of current.bindings.values()) {
      if (seen.has(binding.name)) continue;
      seen.add(binding.name);
      if (binding.visibleFrom <= place.start) found.push(binding);
    }
  }
  return found;
}

/** The function that a name stands for, when its declaration shows it. */
export function functionOf(binding: Binding): FunctionNode | null {
  const { declaration } = binding;
  if (declaration.type === 'FunctionDeclaration') return declaration;
  if (declaration.type !== 'VariableDeclarator' || declaration.init === null || binding.kind !== 'const') return null;
  const { init } = declaration;
  return init.type === 'ArrowFunctionExpression' || init.type === 'FunctionExpression' ? init : null;
}
