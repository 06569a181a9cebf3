import { atSomePlace, type Rewrite, type Rewrites } from '../rewrites.ts';
import type { Analysis } from './analysis.ts';
import { editingAt, hoist } from './expression-edits.ts';
import {
  applyIdentity,
  collapse,
  dropElse,
  fold,
  inlineConstant,
  roundLiteral,
  type Simplification,
} from './simplifications.ts';
import { replaceSite } from './source-edit.ts';
import { deleteStatement, type StatementEdit, statementEditingAt, unwrapIf } from './statement-edits.ts';

export const SIMPLIFICATIONS: Rewrites<Analysis> = {
  fold: { rewrite: onExpression(fold), weight: 1 },
  identity: { rewrite: onExpression(applyIdentity), weight: 1.5 },
  hoist: { rewrite: onExpression(hoist), weight: 3 },
  collapse: { rewrite: onExpression(collapse), weight: 2 },
  round: { rewrite: (analysis, _functionSet, random) => roundLiteral(analysis, random), weight: 1.5 },
  inline: { rewrite: onStatement(({ analysis, site }) => inlineConstant(analysis, site)), weight: 1 },
  'drop-else': { rewrite: onStatement(({ site }) => dropElse(site)), weight: 0.7 },
  delete: { rewrite: onStatement(deleteStatement), weight: 1.5 },
  'unwrap-if': { rewrite: onStatement(unwrapIf), weight: 0.8 },
};

function onExpression(simplification: Simplification): Rewrite<Analysis> {
  return (analysis, functionSet, random) =>
    atSomePlace(analysis.sites, random, (site) => {
      if (site.isStructural) return null;
      const fragment = simplification(editingAt(analysis, site, functionSet, random));
      return fragment && [replaceSite(analysis.source.text, site, fragment)];
    });
}

function onStatement(edit: StatementEdit): Rewrite<Analysis> {
  return (analysis, functionSet, random) =>
    atSomePlace(analysis.statements, random, (site) => edit(statementEditingAt(analysis, site, functionSet, random)));
}
