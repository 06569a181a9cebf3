import type { Operator } from '../../core/operator.ts';
import { type Draft, proposeFrom } from './draft.ts';
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
} from './javascript/statement-edits.ts';
import { openForEdit } from './program-files.ts';

/** The kinds of edits, by the name they have in notes. */
export const STATEMENT_EDITS: Readonly<Record<string, { readonly edit: StatementEdit; readonly weight: number }>> = {
  'insert-return': { edit: insertEarlyReturn, weight: 2 },
  'insert-constant': { edit: insertConstant, weight: 2.5 },
  'insert-assignment': { edit: insertAssignment, weight: 1.5 },
  delete: { edit: deleteStatement, weight: 2 },
  duplicate: { edit: duplicateStatement, weight: 0.7 },
  move: { edit: moveStatement, weight: 1 },
  'wrap-in-if': { edit: wrapInIf, weight: 1 },
  'unwrap-if': { edit: unwrapIf, weight: 1 },
};

const KINDS = Object.keys(STATEMENT_EDITS);
const WEIGHTS = KINDS.map((kind) => STATEMENT_EDITS[kind]?.weight ?? 0);
const ATTEMPTS = 16;

/**
 * Mutation of statements: insertion, deletion, duplication and exchange of places, as in genetic improvement of software
 * (Langdon and Harman, IEEE TEVC 19(1), 2015), and guards put around statements or taken away. Declarations stay before
 * their uses, and functions that always return go on doing so.
 */
export function statementMutation(): Operator {
  return {
    name: 'statement-mutation',
    needsModel: false,
    arity: 1,
    propose({ parents: [parent], task, random }) {
      return proposeFrom(parent, ATTEMPTS, (): Draft | string => {
        const file = openForEdit(parent.program, random);
        if (typeof file === 'string') return file;
        const { statements } = file.analysis;
        if (statements.length === 0) return 'no-statement';
        const kind = random.pickWeighted(KINDS, WEIGHTS);
        const editing = statementEditingAt(file.analysis, random.pick(statements), task.functionSet, random);
        const edits = STATEMENT_EDITS[kind]?.edit(editing) ?? null;
        return edits === null ? 'no-site' : { file, edits, note: { edits: [kind] } };
      });
    },
  };
}
