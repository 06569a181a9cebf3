import type { Span } from '../../../core/editable.ts';
import type { Place, Scope } from './scope.ts';
import type { ScopeAnalysis } from './scope-analysis.ts';
import { type Node, type SourceFile, visitorKeys, withoutParentheses } from './syntax.ts';
import type { Types } from './type-inference.ts';
import { type ValuePosition, valuePosition } from './value-position.ts';

/** A number or boolean expression inside the editable spans that may be exchanged for another of its type. */
export interface ExpressionSite extends Place {
  /** The expression without its parentheses; `start` and `end` include them. */
  readonly node: Node;
  readonly start: number;
  readonly end: number;
  readonly type: 'number' | 'boolean';
  readonly position: ValuePosition;
  readonly isStructural: boolean;
  /** True in the condition of a loop, where numbers are bounds that may be tuned. */
  readonly isLoopTest: boolean;
  readonly scope: Scope;
  /** Index of the site around it; -1 when there is none. */
  readonly parent: number;
  /** Index after its last descendant: descendants of site i are i + 1 … lastDescendant − 1. */
  readonly afterDescendants: number;
  /** Syntax-tree nodes in it. */
  readonly size: number;
}

/** Fields with child expressions or statements, for nodes where these are not all of the fields. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  VariableDeclarator: ['init'],
  FunctionDeclaration: ['body'],
  FunctionExpression: ['body'],
  ArrowFunctionExpression: ['body'],
  AssignmentExpression: ['right'],
  UpdateExpression: [],
  ForInStatement: ['right', 'body'],
  ForOfStatement: ['right', 'body'],
  CatchClause: ['body'],
  LabeledStatement: ['body'],
  ExportNamedDeclaration: ['declaration'],
  ImportDeclaration: [],
  BreakStatement: [],
  ContinueStatement: [],
  TSAsExpression: ['expression'],
  TSSatisfiesExpression: ['expression'],
  TSNonNullExpression: ['expression'],
  TSTypeAssertion: ['expression'],
  TSInstantiationExpression: ['expression'],
};

/** Fields that are declared or assigned to: only indices, objects and default values in them are expressions. */
const TARGETS: Readonly<Record<string, string>> = {
  VariableDeclarator: 'id',
  FunctionDeclaration: 'params',
  FunctionExpression: 'params',
  ArrowFunctionExpression: 'params',
  AssignmentExpression: 'left',
  UpdateExpression: 'argument',
  ForInStatement: 'left',
  ForOfStatement: 'left',
};

const NO_FIELDS: readonly string[] = [];

function fieldsOf(node: Node): readonly string[] {
  switch (node.type) {
    case 'MemberExpression':
      return node.computed ? ['object', 'property'] : ['object'];
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'Property':
      return node.computed ? ['key', 'value'] : ['value'];
    default:
      return FIELDS[node.type] ?? (node.type.startsWith('TS') ? NO_FIELDS : (visitorKeys[node.type] ?? NO_FIELDS));
  }
}

type Children = Node | readonly (Node | null)[] | null | undefined;

/** What the places above say about an expression. */
const STRUCTURAL = 1;
const LOOP_TEST = 2;

/** All expression sites in source order; a site comes before the sites inside it. */
export function findExpressionSites(
  source: SourceFile,
  spans: readonly Span[],
  scopes: ScopeAnalysis,
  types: Types,
): ExpressionSite[] {
  const sites: Writable<ExpressionSite>[] = [];

  /** Returns the number of syntax-tree nodes. */
  function visit(outer: Node, parent: Node, field: string, scope: Scope, above: number, around: number): number {
    const node = withoutParentheses(outer);
    const position = valuePosition(parent, field);
    let marks = above;
    if (position?.isStructural === true) marks |= STRUCTURAL;
    if (field === 'test' && isLoop(parent)) marks |= LOOP_TEST;
    const inner = scopes.scopeOf.get(node) ?? scope;
    const type = position === null ? 'other' : typeAt(node, position, types);
    if (position === null || (type !== 'number' && type !== 'boolean') || !isInside(spans, outer))
      return 1 + visitChildren(node, inner, marks, around);

    const index = sites.length;
    const site: Writable<ExpressionSite> = {
      node,
      start: outer.start,
      end: outer.end,
      type,
      position,
      isStructural: (marks & STRUCTURAL) !== 0,
      isLoopTest: (marks & LOOP_TEST) !== 0,
      scope,
      parent: around,
      afterDescendants: 0,
      size: 0,
    };
    sites.push(site);
    site.size = 1 + visitChildren(node, inner, marks, index);
    site.afterDescendants = sites.length;
    return site.size;
  }

  function visitChildren(node: Node, scope: Scope, marks: number, around: number): number {
    const children = node as unknown as Readonly<Record<string, Children>>;
    let size = 0;
    const targets = TARGETS[node.type];
    if (targets !== undefined) size += visitTargets(children[targets], scope, marks, around);
    for (const field of fieldsOf(node)) {
      const child = children[field];
      if (child === null || child === undefined) continue;
      if (isList(child)) {
        for (const item of child) if (item !== null) size += visit(item, node, field, scope, marks, around);
      } else {
        size += visit(child, node, field, scope, marks, around);
      }
    }
    return size;
  }

  function visitTargets(targets: Children, scope: Scope, marks: number, around: number): number {
    if (targets === null || targets === undefined) return 0;
    if (isList(targets)) return targets.reduce((size, target) => size + visitTargets(target, scope, marks, around), 0);
    switch (targets.type) {
      case 'Identifier':
        return 1;
      case 'AssignmentPattern': {
        const size = visitTargets(targets.left, scope, marks, around);
        return 1 + size + visit(targets.right, targets, 'right', scope, marks, around);
      }
      case 'RestElement':
        return 1 + visitTargets(targets.argument, scope, marks, around);
      case 'TSParameterProperty':
        return visitTargets(targets.parameter, scope, marks, around);
      case 'ArrayPattern':
        return 1 + visitTargets(targets.elements, scope, marks, around);
      case 'ObjectPattern':
        return 1 + visitTargets(targets.properties, scope, marks, around);
      case 'Property':
        return visitTargets(targets.value, scope, marks, around);
      case 'VariableDeclaration':
        return 1 + visitTargets(targets.declarations, scope, marks, around);
      case 'VariableDeclarator':
        return 1 + visitTargets(targets.id, scope, marks, around);
      default:
        return 1 + visitChildren(targets, scope, marks, around);
    }
  }

  for (const statement of source.tree.body) visit(statement, source.tree, 'body', scopes.root, 0, -1);
  return sites;
}

type Writable<T> = { -readonly [Member in keyof T]: T[Member] };

function isList(children: Node | readonly (Node | null)[]): children is readonly (Node | null)[] {
  return Array.isArray(children);
}

function typeAt(node: Node, here: ValuePosition, types: Types): string {
  // Assignments inside expressions are left alone: what they assign to would be lost.
  if (node.type === 'AssignmentExpression' || node.type === 'UpdateExpression' || node.type === 'SequenceExpression')
    return 'other';
  const type = types.of(node);
  return type === 'unknown' && here.expects !== null ? here.expects : type;
}

function isLoop({ type }: Node): boolean {
  return type === 'ForStatement' || type === 'WhileStatement' || type === 'DoWhileStatement';
}

export function isInside(spans: readonly Span[], { start, end }: Span): boolean {
  for (const span of spans) if (span.start <= start && end <= span.end) return true;
  return false;
}
