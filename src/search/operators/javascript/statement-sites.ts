import type { Span } from '../../../core/editable.ts';
import { isInside } from './expression-sites.ts';
import type { Place, Scope } from './scope.ts';
import type { ScopeAnalysis } from './scope-analysis.ts';
import { forEachChild, type Node, type SourceFile } from './syntax.ts';

/** A statement that stands in a list of statements, inside the editable spans. */
export interface StatementSite extends Place {
  readonly node: Node;
  readonly start: number;
  readonly end: number;
  /** The scope of the list. */
  readonly scope: Scope;
  /** All statements of the list, editable or not, and the place of this one. */
  readonly list: readonly Node[];
  readonly index: number;
  /** True for a list that is the body of a function. */
  readonly isFunctionBody: boolean;
}

/** All statements of lists, in source order. */
export function findStatements(source: SourceFile, spans: readonly Span[], scopes: ScopeAnalysis): StatementSite[] {
  const found: StatementSite[] = [];

  function visitList(list: readonly Node[], scope: Scope, isFunctionBody: boolean): void {
    list.forEach((node, index) => {
      const isDirective = node.type === 'ExpressionStatement' && typeof node.directive === 'string';
      if (!isDirective && isInside(spans, node))
        found.push({ node, start: node.start, end: node.end, scope, list, index, isFunctionBody });
      visit(node, scope);
    });
  }

  function visit(node: Node, outer: Scope): void {
    const scope = scopes.scopeOf.get(node) ?? outer;
    if (node.type === 'BlockStatement') visitList(node.body, scope, scope === outer && scope.owner?.body === node);
    else if (node.type === 'SwitchCase') visitList(node.consequent, scope, false);
    else if (!node.type.startsWith('TS')) forEachChild(node, (child) => visit(child, scope));
  }

  visitList(source.tree.body, scopes.root, false);
  return found;
}
