import type { SourceContext, SourceEdits } from '../source-operator.ts';
import type { Analysis } from './analysis.ts';
import {
  deleteStatement,
  duplicateStatement,
  insertAssignment,
  insertConstant,
  insertEarlyReturn,
  moveStatement,
  type StatementEdit,
  statementEditingAt,
  unwrapIf,
  wrapInIf,
} from './statement-edits.ts';

/** The kinds of edits, by the name they have in notes; weights as in JavaScript. */
export const TREE_STATEMENT_EDITS: Readonly<Record<string, { readonly edit: StatementEdit; readonly weight: number }>> =
  {
    'insert-return': { edit: insertEarlyReturn, weight: 2 },
    'insert-constant': { edit: insertConstant, weight: 2.5 },
    'insert-assignment': { edit: insertAssignment, weight: 1.5 },
    delete: { edit: deleteStatement, weight: 2 },
    duplicate: { edit: duplicateStatement, weight: 0.7 },
    move: { edit: moveStatement, weight: 1 },
    'wrap-in-if': { edit: wrapInIf, weight: 1 },
    'unwrap-if': { edit: unwrapIf, weight: 1 },
  };

const KINDS = Object.keys(TREE_STATEMENT_EDITS);
const WEIGHTS = KINDS.map((kind) => TREE_STATEMENT_EDITS[kind]?.weight ?? 0);

export function mutateStatements(analysis: Analysis, { task, random }: SourceContext<Analysis>): SourceEdits | string {
  const { statements } = analysis;
  if (statements.length === 0) return 'no-statement';
  const kind = random.pickWeighted(KINDS, WEIGHTS);
  const editing = statementEditingAt(analysis, random.pick(statements), task.functionSet, random);
  const edits = TREE_STATEMENT_EDITS[kind]?.edit(editing) ?? null;
  return edits === null ? 'no-site' : { edits, note: { edits: [kind] } };
}
