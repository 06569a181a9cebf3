/** A node of a concrete syntax tree as plain data. Offsets are UTF-16, as `String.prototype.slice` wants them. */
export interface SyntaxNode {
  readonly kind: string;
  /** False for words and signs of the grammar itself, such as `if` and `+`. */
  readonly isNamed: boolean;
  /** What it is to its parent: the grammar's field, or the name that the language's table gives to its position. */
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly parent: SyntaxNode | null;
  /** In source order, comments left out. */
  readonly children: readonly SyntaxNode[];
}

/** The first child in a field. */
export function child(node: SyntaxNode, field: string): SyntaxNode | null {
  return node.children.find((inner) => inner.field === field) ?? null;
}

export function childrenIn(node: SyntaxNode, field: string): SyntaxNode[] {
  return node.children.filter((inner) => inner.field === field);
}

export function namedChildren(node: SyntaxNode): SyntaxNode[] {
  return node.children.filter(({ isNamed }) => isNamed);
}

/** A node and all that is in it, parents first, in source order. */
export function descendants(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    found.push(next);
    for (let i = next.children.length - 1; i >= 0; i--) open.push(next.children[i] as SyntaxNode);
  }
  return found;
}

/** The nearest node around this one, itself not counted, that has a property. */
export function ancestor(node: SyntaxNode, property: (node: SyntaxNode) => boolean): SyntaxNode | null {
  for (let around = node.parent; around !== null; around = around.parent) if (property(around)) return around;
  return null;
}

export function contains(outer: { start: number; end: number }, inner: { start: number; end: number }): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
