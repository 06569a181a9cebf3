/** A syntax-tree node as the generic walk sees it. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [member: string]: unknown;
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** The node in a member that the grammar says is one. */
export function nodeAt(node: SyntaxNode, member: string): SyntaxNode {
  return node[member] as SyntaxNode;
}

export function nodesAt(node: SyntaxNode, member: string): readonly SyntaxNode[] {
  return node[member] as readonly SyntaxNode[];
}
