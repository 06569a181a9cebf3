import type { LanguageTable } from './language-table.ts';
import type { Names, Place, Scope } from './names.ts';
import type { ParsedFile } from './parse.ts';
import { child, contains, type SyntaxNode } from './syntax-node.ts';

/** A statement that stands in a list of statements, inside the editable spans. */
export interface StatementSite extends Place {
  readonly node: SyntaxNode;
  readonly start: number;
  /** After the sign that ends it. */
  readonly end: number;
  readonly scope: Scope;
  /** All statements of the list, editable or not, and the place of this one. */
  readonly list: readonly SyntaxNode[];
  readonly index: number;
}

/** All statements of lists, in source order. */
export function findStatements({ text, table, root, spans }: ParsedFile, names: Names): StatementSite[] {
  const found: StatementSite[] = [];
  const visit = (node: SyntaxNode, outer: Scope): void => {
    const scope = names.scopeOf.get(node) ?? outer;
    if (table.roles[node.kind] === 'skipped') return;
    const list = statementsOf(node, table);
    list.forEach((statement, index) => {
      const site = { node: statement, start: statement.start, end: endOf(statement, text), scope, list, index };
      if (spans.some((span) => contains(span, site))) found.push(site);
    });
    for (const inner of node.children) visit(inner, scope);
  };
  visit(root, names.root);
  return found;
}

/** The statements of a list, or of a function whose body has no node of its own. */
export function statementsOf(node: SyntaxNode, { roles, notStatements }: LanguageTable): SyntaxNode[] {
  const role = roles[node.kind];
  const isList =
    role === 'list' ||
    (role === 'function' && child(node, 'body') === null) ||
    (role === 'if' && HAS_OWN_LIST.test(node.kind) && child(node, 'consequence') === null);
  if (!isList) return [];
  return node.children.filter(({ isNamed, field, kind }) => isNamed && field === null && !notStatements.has(kind));
}

const HAS_OWN_LIST = /^if_statement$/;

/** Grammars leave the `;` after a statement to the list where it is optional. */
function endOf({ end, parent }: SyntaxNode, text: string): number {
  const next = parent?.children.find(({ start, isNamed }) => !isNamed && start >= end);
  return next !== undefined && text.slice(next.start, next.end) === ';' && text.slice(end, next.start).trim() === ''
    ? next.end
    : end;
}

/** Whether a statement surely ends its list: nothing after it is ever reached. */
export function alwaysEnds(node: SyntaxNode | null, table: LanguageTable, without: SyntaxNode | null = null): boolean {
  if (node === null || node === without) return false;
  const role = table.roles[node.kind];
  if (role === 'return' || role === 'jump') return true;
  if (role === 'if') {
    const branches = branchesOf(node, table);
    return branches.hasElse && branches.lists.every((list) => list.some((inner) => alwaysEnds(inner, table, without)));
  }
  if (node.kind === 'expression_statement')
    return node.children.some((inner) => inner.isNamed && alwaysEnds(inner, table, without));
  return (
    role === 'list' &&
    !/^(?:for|while)/.test(node.kind) &&
    statementsOf(node, table).some((inner) => alwaysEnds(inner, table, without))
  );
}

/** The lists of an `if` with all its branches, and whether the last is an `else`. */
export function branchesOf(node: SyntaxNode, table: LanguageTable): { lists: SyntaxNode[][]; hasElse: boolean } {
  const inside = (branch: SyntaxNode): SyntaxNode[] => {
    const role = table.roles[branch.kind];
    if (role !== 'list') return [branch];
    const inner = branch.children.filter(({ isNamed }) => isNamed);
    const [only] = inner;
    // Go keeps the statements of a block in a list inside it.
    return only !== undefined && inner.length === 1 && only.kind === 'statement_list'
      ? statementsOf(only, table)
      : statementsOf(branch, table);
  };
  const lists: SyntaxNode[][] = [];
  const first = child(node, 'consequence');
  lists.push(first === null ? statementsOf(node, table) : inside(unwrapped(first)));
  let hasElse = false;
  for (const branch of node.children.filter(({ field }) => field === 'alternative')) {
    const isElse =
      /^else/.test(branch.kind) || table.roles[branch.kind] === 'list' || table.roles[branch.kind] === undefined;
    hasElse ||= isElse && !/^els?e?if/.test(branch.kind);
    const body = child(branch, 'consequence') ?? child(branch, 'body') ?? branch;
    const own =
      body === branch && table.roles[body.kind] !== 'list'
        ? (branch.children.findLast(({ isNamed }) => isNamed) ?? body)
        : body;
    lists.push(inside(unwrapped(own)));
  }
  return { lists, hasElse };
}

function unwrapped(node: SyntaxNode): SyntaxNode {
  const inner = node.kind === 'block' ? node.children.find(({ kind }) => kind === 'statement_list') : undefined;
  return inner ?? node;
}

/** Whether code of a function that always returns still does so after a statement is taken out of its list. */
export function keepsEnding(list: readonly SyntaxNode[], removed: SyntaxNode, table: LanguageTable): boolean {
  return !alwaysEnds(removed, table) || list.some((other) => other !== removed && alwaysEnds(other, table));
}
