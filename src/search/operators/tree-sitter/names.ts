import type { Declaration, LanguageTable } from './language-table.ts';
import type { ParsedFile } from './parse.ts';
import type { SyntaxNode } from './syntax-node.ts';

/** One declared name. Assignments of one name in one scope are one binding. */
export interface Binding {
  readonly name: string;
  readonly kind: Declaration['kind'];
  readonly scope: Scope;
  readonly declarations: (Declaration & { readonly identifier: SyntaxNode })[];
  /** Where the name surely has a value: [from, to) of offsets. */
  readonly readable: { from: number; to: number }[];
  readonly references: Reference[];
}

export interface Scope {
  readonly node: SyntaxNode;
  readonly parent: Scope | null;
  readonly bindings: Map<string, Binding>;
  /** The nearest function; null at the top of the file. */
  readonly owner: SyntaxNode | null;
}

/** One use of a name. */
export interface Reference {
  readonly node: SyntaxNode;
  readonly name: string;
  readonly scope: Scope;
  readonly isWrite: boolean;
  /** Undefined for names that the file does not declare. */
  readonly binding: Binding | undefined;
}

/** A point of a file where an expression may stand. */
export interface Place {
  readonly scope: Scope;
  readonly start: number;
}

export interface Names {
  readonly root: Scope;
  /** In source order. */
  readonly references: readonly Reference[];
  /** All bindings, those of inner scopes included. */
  readonly bindings: readonly Binding[];
  readonly scopeOf: ReadonlyMap<SyntaxNode, Scope>;
  readonly bindingOf: ReadonlyMap<SyntaxNode, Binding>;
}

export function isFunction(node: SyntaxNode, { roles, functionParts }: LanguageTable): boolean {
  return roles[node.kind] === 'function' || (roles[node.kind] === undefined && functionParts(node, () => '') !== null);
}

/** All declarations of a file first, then all uses, since functions may be used before they are declared. */
export function resolveNames({ text, table, root }: ParsedFile): Names {
  const textOf = ({ start, end }: SyntaxNode): string => text.slice(start, end);
  const bindings: Binding[] = [];
  const declared = new Set<SyntaxNode>();
  const scopeOf = new Map<SyntaxNode, Scope>();
  const references: Reference[] = [];
  const bindingOf = new Map<SyntaxNode, Binding>();

  function open(node: SyntaxNode, parent: Scope | null): Scope {
    const owner = isFunction(node, table) ? node : (parent?.owner ?? null);
    const scope: Scope = { node, parent, bindings: new Map(), owner };
    scopeOf.set(node, scope);
    return scope;
  }

  function declare(node: SyntaxNode, outer: Scope, inner: Scope, listEnd: number): void {
    for (const declaration of table.declarations(node, textOf)) {
      const scope = declaration.kind === 'function' ? outer : inner;
      // Parameters of a mere prototype name nothing.
      if (declaration.kind === 'parameter' && !isFunction(scope.node, table)) {
        for (const identifier of declaration.names) declared.add(identifier);
        continue;
      }
      const from = declaration.visibleFrom ?? node.end;
      const isLocalTo = declaration.kind === 'other' && from > node.start && from < node.end;
      const to = isLocalTo ? node.end : table.typing === 'dynamic' && inner === outer ? listEnd : scope.node.end;
      for (const identifier of declaration.names) {
        const name = textOf(identifier);
        let binding = scope.bindings.get(name);
        if (binding === undefined) {
          binding = { name, kind: declaration.kind, scope, declarations: [], readable: [], references: [] };
          scope.bindings.set(name, binding);
          bindings.push(binding);
        }
        binding.declarations.push({ ...declaration, identifier });
        binding.readable.push({ from, to });
        declared.add(identifier);
        bindingOf.set(identifier, binding);
      }
    }
  }

  function visit(node: SyntaxNode, outer: Scope, listEnd: number): void {
    const scope = node === root ? outer : opensScope(node) ? open(node, outer) : outer;
    declare(node, outer, scope, listEnd);
    const role = table.roles[node.kind];
    if (role === 'skipped') return;
    const end = role === 'list' || scope !== outer ? node.end : listEnd;
    for (const inner of node.children) visit(inner, scope, end);
  }

  function opensScope(node: SyntaxNode): boolean {
    return table.scopes.has(node.kind) || isFunction(node, table);
  }

  function read(node: SyntaxNode, outer: Scope): void {
    const role = table.roles[node.kind];
    if (role === 'skipped') return;
    const scope = scopeOf.get(node) ?? outer;
    if (role === 'name' && !declared.has(node) && !table.isNotRead(node)) {
      const name = textOf(node);
      const binding = lookup(scope, name);
      const reference = { node, name, scope, isWrite: table.isWritten(node), binding };
      references.push(reference);
      binding?.references.push(reference);
      if (binding !== undefined) bindingOf.set(node, binding);
    }
    for (const inner of node.children) read(inner, scope);
  }

  const top = open(root, null);
  visit(root, top, root.end);
  read(root, top);
  return { root: top, references, bindings, scopeOf, bindingOf };
}

export function lookup(scope: Scope, name: string): Binding | undefined {
  for (let current: Scope | null = scope; current !== null; current = current.parent) {
    const binding = current.bindings.get(name);
    if (binding !== undefined) return binding;
  }
  return undefined;
}

/** Whether the name means this binding at a place, and surely has a value there. */
export function isReadableAt(binding: Binding, { scope, start }: Place): boolean {
  return (
    binding.readable.some(({ from, to }) => from <= start && start < to) && lookup(scope, binding.name) === binding
  );
}

/** All names that may be read at a place, innermost first. */
export function readableBindings(place: Place): Binding[] {
  const found: Binding[] = [];
  const seen = new Set<string>();
  for (let current: Scope | null = place.scope; current !== null; current = current.parent)
    for (const binding of current.bindings.values()) {
      if (seen.has(binding.name)) continue;
      seen.add(binding.name);
      if (isReadableAt(binding, place)) found.push(binding);
    }
  return found;
}
