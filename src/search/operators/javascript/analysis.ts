import { editableSpans, type Span } from '../../../core/editable.ts';
import { type ExpressionSite, findExpressionSites } from './expression-sites.ts';
import type { Fragment } from './fragment.ts';
import { precedenceOf } from './precedence.ts';
import { isReadableAt, lookup, type Place, type Reference } from './scope.ts';
import { analyseScopes, type ScopeAnalysis } from './scope-analysis.ts';
import { findStatements, type StatementSite } from './statement-sites.ts';
import type { Node, SourceFile } from './syntax.ts';
import { inferTypes, type Types } from './type-inference.ts';

/** All that operators ask about one file. */
export interface Analysis {
  readonly source: SourceFile;
  readonly spans: readonly Span[];
  readonly scopes: ScopeAnalysis;
  readonly types: Types;
  readonly sites: readonly ExpressionSite[];
  readonly statements: readonly StatementSite[];
}

const analyses = new WeakMap<SourceFile, Analysis>();

/** Analyses a file that parses; the same file object is analysed once. */
export function analyse(source: SourceFile): Analysis {
  const known = analyses.get(source);
  if (known !== undefined) return known;
  const spans = editableSpans(source.text);
  const scopes = analyseScopes(source.tree);
  const types = inferTypes(scopes);
  const analysis: Analysis = {
    source,
    spans,
    scopes,
    types,
    sites: findExpressionSites(source, spans, scopes, types),
    statements: findStatements(source, spans, scopes),
  };
  analyses.set(source, analysis);
  return analysis;
}

/** The text of an expression, without parentheses around it. */
export function sourceFragment({ source }: Analysis, node: Node): Fragment {
  const text = source.text.slice(node.start, node.end);
  return { text, precedence: precedenceOf(node), isConstant: literalValue(node) !== null };
}

/** The value of a number literal, also with a minus before it; null for anything else. */
export function literalValue(node: Node): number | null {
  if (node.type === 'Literal') return typeof node.value === 'number' ? node.value : null;
  if (node.type !== 'UnaryExpression' || node.operator !== '-' || node.argument.type !== 'Literal') return null;
  return typeof node.argument.value === 'number' ? -node.argument.value : null;
}

/** The uses of names inside a node. */
export function referencesIn({ scopes }: Analysis, { start, end }: Span): readonly Reference[] {
  const { references } = scopes;
  let low = 0;
  let high = references.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((references[middle] as Reference).node.start < start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while (last < references.length && (references[last] as Reference).node.end <= end) last += 1;
  return references.slice(low, last);
}

/** Names used in a node that it does not declare itself, globals included. */
export function freeReferences(analysis: Analysis, node: Span): Reference[] {
  return referencesIn(analysis, node).filter(({ binding }) => {
    if (binding === undefined) return true;
    const { start, end } = binding.identifier;
    return start < node.start || end > node.end;
  });
}

/** Whether an expression of this file may be repeated at another place of it with the same meaning of all names. */
export function isClosedAt(analysis: Analysis, node: Span, place: Place): boolean {
  return freeReferences(analysis, node).every(({ binding, node: { name } }) =>
    binding === undefined ? lookup(place.scope, name) === undefined : isReadableAt(binding, place),
  );
}
