import type { Operator } from '../../core/operator.ts';
import type { Edit } from './javascript/source-edit.ts';
import * as javaScript from './javascript/statement-edits.ts';
import { mutateLines } from './plain-text/plain-edits.ts';
import { type SourceContext, type SourceEdits, sourceOperator } from './source-operator.ts';
import * as tree from './tree-sitter/statement-edits.ts';

/** How often each kind of edit is drawn, by the name it has in notes. */
export const STATEMENT_EDITS = {
  'insert-return': 2,
  'insert-constant': 2.5,
  'insert-assignment': 1.5,
  delete: 2,
  duplicate: 0.7,
  move: 1,
  'wrap-in-if': 1,
  'unwrap-if': 1,
} as const;

type Kind = keyof typeof STATEMENT_EDITS;

const KINDS = Object.keys(STATEMENT_EDITS) as Kind[];
const WEIGHTS = KINDS.map((kind) => STATEMENT_EDITS[kind]);
const ATTEMPTS = 16;

/**
 * Mutation of statements: insertion, deletion, duplication and exchange of places, as in genetic improvement of software
 * (Langdon and Harman, IEEE TEVC 19(1), 2015), and guards put around statements or taken away. Declarations stay before
 * their uses, and functions that always return go on doing so.
 */
export function statementMutation(): Operator {
  return sourceOperator({
    name: 'statement-mutation',
    arity: 1,
    attempts: ATTEMPTS,
    javaScript: (analysis, { task, random }) =>
      mutate(analysis.statements, random, (kind, site) =>
        javaScript.STATEMENT_EDITS_BY_KIND[kind](
          javaScript.statementEditingAt(analysis, site, task.functionSet, random),
        ),
      ),
    tree: (analysis, { task, random }) =>
      mutate(analysis.statements, random, (kind, site) =>
        tree.STATEMENT_EDITS_BY_KIND[kind](tree.statementEditingAt(analysis, site, task.functionSet, random)),
      ),
    plain: mutateLines,
  });
}

function mutate<Site>(
  statements: readonly Site[],
  random: SourceContext<unknown>['random'],
  edit: (kind: Kind, site: Site) => readonly Edit[] | null,
): SourceEdits | string {
  if (statements.length === 0) return 'no-statement';
  const kind = random.pickWeighted(KINDS, WEIGHTS);
  const edits = edit(kind, random.pick(statements));
  return edits === null ? 'no-site' : { edits, note: { edits: [kind] } };
}
