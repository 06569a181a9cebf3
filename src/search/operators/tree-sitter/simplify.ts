import { replaceSite } from '../javascript/source-edit.ts';
import { atSomePlace, type Rewrite, type Rewrites } from '../rewrites.ts';
import type { Analysis } from './analysis.ts';
import { type ExpressionEdit, editingAt, hoist } from './expression-edits.ts';
import { applyIdentity, collapse, fold, roundLiteral, takeBranch } from './simplifications.ts';
import { deleteStatement, type StatementEdit, statementEditingAt, unwrapIf } from './statement-edits.ts';

export const TREE_SIMPLIFICATIONS: Rewrites<Analysis> = {
  fold: { rewrite: onExpression(fold), weight: 1 },
  identity: { rewrite: onExpression(applyIdentity), weight: 1.5 },
  hoist: { rewrite: onExpression(hoist), weight: 3 },
  collapse: { rewrite: onExpression(collapse), weight: 2 },
  branch: { rewrite: onExpression(takeBranch), weight: 1 },
  round: { rewrite: (analysis, _functionSet, random) => roundLiteral(analysis, random), weight: 1.5 },
  delete: { rewrite: onStatement(deleteStatement), weight: 2 },
  'unwrap-if': { rewrite: onStatement(unwrapIf), weight: 0.8 },
};

function onExpression(edit: ExpressionEdit): Rewrite<Analysis> {
  return (analysis, functionSet, random) =>
    atSomePlace(analysis.sites, random, (site) => {
      if (site.isStructural) return null;
      const fragment = edit(editingAt(analysis, site, functionSet, random));
      return fragment && [replaceSite(analysis.text, site, fragment)];
    });
}

function onStatement(edit: StatementEdit): Rewrite<Analysis> {
  return (analysis, functionSet, random) =>
    atSomePlace(analysis.statements, random, (site) => edit(statementEditingAt(analysis, site, functionSet, random)));
}
