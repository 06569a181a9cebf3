import { type Analysis, freeReferences } from './analysis.ts';
import { isInside } from './expression-sites.ts';
import { type Binding, type FunctionNode, functionOf, lookup } from './scope.ts';
import type { Node } from './syntax.ts';

/** A function declared at the top of a module: `function f() {…}` or `const f = () => …`, exported or not. */
export interface ModuleFunction {
  readonly name: string;
  readonly binding: Binding;
  /** What is exchanged: the declaration, or the expression behind `const f =`; never the word `export`. */
  readonly node: FunctionNode;
  /** The statement of the module that holds it. */
  readonly statement: Node;
  readonly isEditable: boolean;
}

export function moduleFunctions({ scopes, source, spans }: Analysis): ModuleFunction[] {
  const found: ModuleFunction[] = [];
  for (const binding of scopes.root.bindings.values()) {
    const node = functionOf(binding);
    if (node === null) continue;
    const statement = source.tree.body.find(({ start, end }) => start <= node.start && node.end <= end);
    if (statement === undefined) continue;
    found.push({ name: binding.name, binding, node, statement, isEditable: isInside(spans, statement) });
  }
  return found;
}

/**
 * The declarations that a function of one module needs and another module lacks, in source order, as text; null when one
 * of them cannot be taken along (imports, variables, classes).
 */
export function missingHelpers(from: Analysis, node: FunctionNode, to: Analysis): string[] | null {
  const needed = new Set<Binding>();
  const open: Node[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const { binding, node: used } of freeReferences(from, next)) {
      const there = lookup(to.scopes.root, used.name);
      if (binding === undefined) {
        if (there !== undefined) return null;
        continue;
      }
      if (there !== undefined || needed.has(binding)) continue;
      if (binding.scope !== from.scopes.root || !isPortable(binding)) return null;
      needed.add(binding);
      open.push(binding.declaration);
    }
  }
  return [...needed]
    .sort((a, b) => a.declaration.start - b.declaration.start)
    .map(({ declaration: { start, end, type } }) => {
      const text = from.source.text.slice(start, end);
      return type === 'VariableDeclarator' ? `const ${text};` : text;
    });
}

function isPortable({ kind, declaration, isDestructured }: Binding): boolean {
  if (kind === 'function') return declaration.type === 'FunctionDeclaration';
  return kind === 'const' && declaration.type === 'VariableDeclarator' && !isDestructured;
}
