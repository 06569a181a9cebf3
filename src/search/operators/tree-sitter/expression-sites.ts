import { PRECEDENCE } from '../javascript/precedence.ts';
import type { LanguageTable, Position } from './language-table.ts';
import type { Names, Place, Scope } from './names.ts';
import { parseNumberLiteral } from './number-literal.ts';
import type { ParsedFile } from './parse.ts';
import { child, contains, descendants, namedChildren, type SyntaxNode } from './syntax-node.ts';
import { isLiteralType, isNumeric, operatorOf, signOf, type Types } from './typing.ts';

/** A number or boolean expression inside the editable spans that may be exchanged for another of its type. */
export interface ExpressionSite extends Place {
  /** The expression without its parentheses; `start` and `end` include them. */
  readonly node: SyntaxNode;
  readonly start: number;
  readonly end: number;
  /** `boolean` or a type of numbers, see `Types`. */
  readonly type: string;
  readonly position: { readonly precedence: number; readonly prefix: '-' | '+' | '!' | null };
  readonly isStructural: boolean;
  /** True in the condition of a loop, where numbers are bounds that may be tuned. */
  readonly isLoopTest: boolean;
  readonly scope: Scope;
  /** Index of the site around it; -1 when there is none. */
  readonly parent: number;
  /** Index after its last descendant: descendants of site i are i + 1 … afterDescendants − 1. */
  readonly afterDescendants: number;
  /** Named nodes in it. */
  readonly size: number;
}

type Writable<T> = { -readonly [Member in keyof T]: T[Member] };

const STRUCTURAL = 1;
const LOOP_TEST = 2;

/** All expression sites in source order; a site comes before the sites inside it. */
export function findExpressionSites(
  { text, table, root, spans }: ParsedFile,
  names: Names,
  types: Types,
): ExpressionSite[] {
  const sites: Writable<ExpressionSite>[] = [];

  function visit(outer: SyntaxNode, scope: Scope, above: number, around: number): void {
    const role = table.roles[outer.kind];
    if (role === 'skipped') return;
    const inner = names.scopeOf.get(outer) ?? scope;
    const spec = outer.parent === null ? null : positionOf(outer.parent, outer, text, table, types);
    let marks = above;
    if (spec === 'structural') marks |= STRUCTURAL;
    if (spec === 'loop-condition') marks |= STRUCTURAL | LOOP_TEST;
    const node = withoutParentheses(outer, table);
    const type =
      spec === null || !MAY_BE_SITE.has(table.roles[node.kind] ?? '') ? null : typeAt(node, outer, types, table);
    const isDeclared = names.bindingOf.get(node)?.declarations.some(({ identifier }) => identifier === node) === true;
    if (type === null || isDeclared || !spans.some((span) => contains(span, outer))) {
      for (const next of outer.children) visit(next, inner, marks, around);
      return;
    }
    const index = sites.length;
    const site: Writable<ExpressionSite> = {
      node,
      start: outer.start,
      end: outer.end,
      type,
      position: requirementAt(outer, text, table),
      isStructural: (marks & STRUCTURAL) !== 0,
      isLoopTest: (marks & LOOP_TEST) !== 0,
      scope,
      parent: around,
      afterDescendants: 0,
      size: sizeOf(node),
    };
    sites.push(site);
    for (const next of node.children) visit(next, inner, marks, index);
    site.afterDescendants = sites.length;
  }

  visit(root, names.root, 0, -1);
  return sites;
}

const MAY_BE_SITE = new Set([
  'number',
  'boolean',
  'name',
  'member',
  'index',
  'call',
  'cast',
  'unary',
  'binary',
  'conditional',
  'if',
]);

/** The expression inside any parentheses; those of a condition belong to the statement. */
export function withoutParentheses(outer: SyntaxNode, { roles, positions }: LanguageTable): SyntaxNode {
  let node = outer;
  while (roles[node.kind] === 'parenthesized' && positions[node.kind] === undefined) {
    const value = child(node, 'value');
    if (value === null) break;
    node = value;
  }
  return node;
}

/** Named nodes, parentheses not counted. */
export function sizeOf(node: SyntaxNode): number {
  return descendants(node).filter(({ kind, isNamed }) => isNamed && !/^parenthesized|^operator$/.test(kind)).length;
}

function typeAt(node: SyntaxNode, outer: SyntaxNode, types: Types, table: LanguageTable): string | null {
  const own = types.of(node);
  if (own === 'other') return null;
  if (own !== 'unknown' && !isLiteralType(own)) return own;
  const wanted = types.wantedAt(outer);
  if (wanted !== null && (isNumeric(wanted) || own === 'unknown')) return wanted;
  if (own === 'literal-integer') return table.defaultTypes.integer;
  return own === 'literal-float' ? table.defaultTypes.float : null;
}

/** What an expression is to its parent; null where it must not be exchanged. */
function positionOf(
  parent: SyntaxNode,
  node: SyntaxNode,
  text: string,
  table: LanguageTable,
  types: Types,
): Position | null {
  if (!node.isNamed || table.isWritten(node)) return null;
  const spec = table.positions[parent.kind];
  if (typeof spec === 'string')
    return spec === 'value' && isInBlock(parent, node, table) ? null : argumentsOrValue(spec, parent, text, table);
  const given = spec?.[node.field ?? ''];
  if (given !== undefined) return given;
  switch (table.roles[parent.kind]) {
    case 'unary':
      return node.field === 'argument' && /^(?:[-+!~]|not)$/.test(signOf(parent, text)) ? 'value' : null;
    case 'binary': {
      if (node.field === null) return 'value';
      const rule = table.operators[operatorOf(parent, text)];
      return rule !== undefined && node.field !== 'operator' && types.of(parent) !== 'other' ? 'value' : null;
    }
    case 'conditional':
      return node.field === 'condition' ? 'condition' : 'value';
    case 'array':
    case 'parenthesized':
      return 'value';
    default:
      return null;
  }
}

/** Only the last expression of a block is its value. */
function isInBlock(parent: SyntaxNode, node: SyntaxNode, { roles }: LanguageTable): boolean {
  return roles[parent.kind] === 'list' && namedChildren(parent).at(-1) !== node;
}

/** The sizes of arrays and the bounds of loops are arguments too. */
function argumentsOrValue(spec: Position, parent: SyntaxNode, text: string, table: LanguageTable): Position | null {
  if (parent.field !== 'arguments' || parent.parent === null) return spec;
  const callee = child(parent.parent, 'function');
  if (callee === null) return spec;
  return table.structuralCalls.test(text.slice(callee.start, callee.end)) ? 'structural' : spec;
}

/** How tightly an expression must bind to stand in a place without parentheses. */
export function requirementAt(node: SyntaxNode, text: string, table: LanguageTable): ExpressionSite['position'] {
  const parent = node.parent as SyntaxNode;
  const none = { precedence: PRECEDENCE.sequence, prefix: null };
  switch (table.roles[parent.kind]) {
    case 'unary': {
      const sign = signOf(parent, text);
      const precedence = sign === 'not' ? (table.operators.not?.precedence ?? PRECEDENCE.unary) : PRECEDENCE.unary;
      return { precedence, prefix: sign === '-' || sign === '+' || sign === '!' ? sign : null };
    }
    case 'binary': {
      const rule = table.operators[operatorOf(parent, text)];
      // Comparisons of three and more.
      if (rule === undefined) return { precedence: 9, prefix: null };
      return { precedence: operandPrecedence(rule, node.field === 'left'), prefix: null };
    }
    case 'conditional':
      return { precedence: node.field === 'alternative' ? PRECEDENCE.conditional : PRECEDENCE.nullish, prefix: null };
    case 'cast':
    case 'index':
    case 'member':
      return node.field === 'index' ? none : { precedence: PRECEDENCE.call, prefix: null };
    default:
      return parent.kind === 'juxtaposition_expression' ? { precedence: PRECEDENCE.primary, prefix: null } : none;
  }
}

/** What the operands of a binary operator need. Comparisons are never chained, whatever the language makes of that. */
export function operandPrecedence(
  { precedence, group, isRightAssociative = false }: LanguageTable['operators'][string],
  isLeft: boolean,
): number {
  if (isRightAssociative) return isLeft ? PRECEDENCE.call : PRECEDENCE.unary;
  const isStrict = group === 'comparison' || group === 'equality' || !isLeft;
  return isStrict && group !== 'logical' ? precedence + 1 : precedence;
}

/** The value of a number literal, also with a minus before it; null for anything else. */
export function literalValue(node: SyntaxNode, text: string, table: LanguageTable): number | null {
  if (table.roles[node.kind] === 'number')
    return parseNumberLiteral(text.slice(node.start, node.end), table.literalSuffixes)?.value ?? null;
  if (table.roles[node.kind] !== 'unary' || signOf(node, text) !== '-') return null;
  const argument = child(node, 'argument');
  if (argument === null || table.roles[argument.kind] !== 'number') return null;
  const value = literalValue(argument, text, table);
  return value === null ? null : -value;
}
