import { type Analysis, literalValue } from './analysis.ts';
import type { ExpressionSite } from './expression-sites.ts';

/** A number literal that may be changed, with its sign if it has one. */
export interface Literal {
  readonly site: ExpressionSite;
  readonly value: number;
}

const found = new WeakMap<Analysis, readonly Literal[]>();

/**
 * The number literals of the editable spans in source order, `-3` being one literal. Indices and the heads of loops are
 * left out, except bounds in loop conditions when asked for.
 */
export function literalsOf(analysis: Analysis, withLoopBounds = false): readonly Literal[] {
  let all = found.get(analysis);
  if (all === undefined) {
    all = findLiterals(analysis);
    found.set(analysis, all);
  }
  return all.filter(({ site }) => !site.isStructural || (withLoopBounds && site.isLoopTest));
}

function findLiterals({ sites }: Analysis): Literal[] {
  const literals: Literal[] = [];
  for (const site of sites) {
    const value = literalValue(site.node);
    if (value === null) continue;
    const outer = sites[site.parent];
    // The 3 in -3 is not a literal of its own.
    if (outer !== undefined && outer.node.type === 'UnaryExpression' && literalValue(outer.node) !== null) continue;
    literals.push({ site, value });
  }
  return literals;
}
