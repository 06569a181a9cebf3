import type { Random } from '../../../base/random.ts';
import { type Edit, replaceSite } from '../javascript/source-edit.ts';
import type { SourceContext, SourceEdits } from '../source-operator.ts';
import type { Analysis } from './analysis.ts';
import { type ExpressionEdit, editingAt, hoist } from './expression-edits.ts';
import { applyIdentity, collapse, fold, roundLiteral, takeBranch } from './simplifications.ts';
import { deleteStatement, type StatementEdit, statementEditingAt, unwrapIf } from './statement-edits.ts';

type Simplify = (analysis: Analysis, functionSet: readonly string[], random: Random) => readonly Edit[] | null;

const TRIES = 12;

/** The kinds of edits, by the name they have in notes. */
export const TREE_SIMPLIFICATIONS: Readonly<Record<string, { readonly simplify: Simplify; readonly weight: number }>> =
  {
    fold: { simplify: onExpression(fold), weight: 1 },
    identity: { simplify: onExpression(applyIdentity), weight: 1.5 },
    hoist: { simplify: onExpression(hoist), weight: 3 },
    collapse: { simplify: onExpression(collapse), weight: 2 },
    branch: { simplify: onExpression(takeBranch), weight: 1 },
    round: { simplify: (analysis, _functionSet, random) => roundLiteral(analysis, random), weight: 1.5 },
    delete: { simplify: onStatement(deleteStatement), weight: 2 },
    'unwrap-if': { simplify: onStatement(unwrapIf), weight: 0.8 },
  };

const KINDS = Object.keys(TREE_SIMPLIFICATIONS);
const WEIGHTS = KINDS.map((kind) => TREE_SIMPLIFICATIONS[kind]?.weight ?? 0);

export function simplifyTree(analysis: Analysis, { task, random }: SourceContext<Analysis>): SourceEdits | string {
  const kind = random.pickWeighted(KINDS, WEIGHTS);
  const edits = TREE_SIMPLIFICATIONS[kind]?.simplify(analysis, task.functionSet, random) ?? null;
  return edits === null ? 'no-site' : { edits, note: { edits: [kind] } };
}

function onExpression(edit: ExpressionEdit): Simplify {
  return (analysis, functionSet, random) => {
    for (const site of random.shuffle(analysis.sites).slice(0, TRIES)) {
      if (site.isStructural) continue;
      const fragment = edit(editingAt(analysis, site, functionSet, random));
      if (fragment !== null) return [replaceSite(analysis.text, site, fragment)];
    }
    return null;
  };
}

function onStatement(edit: StatementEdit): Simplify {
  return (analysis, functionSet, random) => {
    for (const site of random.shuffle(analysis.statements).slice(0, TRIES)) {
      const edits = edit(statementEditingAt(analysis, site, functionSet, random));
      if (edits !== null) return edits;
    }
    return null;
  };
}
