import type { Random } from '../../base/random.ts';
import type { Operator } from '../../core/operator.ts';
import type { Program } from '../../core/program.ts';
import { type Draft, proposeFrom } from './draft.ts';
import type { Analysis } from './javascript/analysis.ts';
import { editingAt, hoist } from './javascript/expression-edits.ts';
import {
  applyIdentity,
  collapse,
  dropElse,
  fold,
  inlineConstant,
  roundLiteral,
  type Simplification,
} from './javascript/simplifications.ts';
import { type Edit, replaceSite } from './javascript/source-edit.ts';
import { deleteStatement, type StatementEdit, statementEditingAt, unwrapIf } from './javascript/statement-edits.ts';
import { openForEdit } from './program-files.ts';
import { programSize } from './program-size.ts';

type Simplify = (analysis: Analysis, functionSet: readonly string[], random: Random) => readonly Edit[] | null;

const ATTEMPTS = 20;
/** Tries of one rewrite on different places. */
const TRIES = 12;

/** The kinds of edits, by the name they have in notes. */
export const SIMPLIFICATIONS: Readonly<Record<string, { readonly simplify: Simplify; readonly weight: number }>> = {
  fold: { simplify: onExpression(fold), weight: 1 },
  identity: { simplify: onExpression(applyIdentity), weight: 1.5 },
  hoist: { simplify: onExpression(hoist), weight: 3 },
  collapse: { simplify: onExpression(collapse), weight: 2 },
  round: { simplify: (analysis, _functionSet, random) => roundLiteral(analysis, random), weight: 1.5 },
  inline: { simplify: onStatement(({ analysis, site }) => inlineConstant(analysis, site)), weight: 1 },
  'drop-else': { simplify: onStatement(({ site }) => dropElse(site)), weight: 0.7 },
  delete: { simplify: onStatement(deleteStatement), weight: 1.5 },
  'unwrap-if': { simplify: onStatement(unwrapIf), weight: 0.8 },
};

const KINDS = Object.keys(SIMPLIFICATIONS);
const WEIGHTS = KINDS.map((kind) => SIMPLIFICATIONS[kind]?.weight ?? 0);

/**
 * Proposes a simpler program: fewer syntax-tree nodes, or as many in fewer characters. Some rewrites keep the meaning
 * (folding, identities, inlining), the others are guesses that the evaluation must confirm.
 */
export function simplify(): Operator {
  return {
    name: 'simplify',
    needsModel: false,
    arity: 1,
    propose({ parents: [parent], task, random }) {
      const before = complexity(parent.program);
      return proposeFrom(
        parent,
        ATTEMPTS,
        (): Draft | string => {
          const file = openForEdit(parent.program, random);
          if (typeof file === 'string') return file;
          const kind = random.pickWeighted(KINDS, WEIGHTS);
          const edits = SIMPLIFICATIONS[kind]?.simplify(file.analysis, task.functionSet, random) ?? null;
          return edits === null ? 'no-site' : { file, edits, note: { edits: [kind] } };
        },
        (child) => {
          const after = complexity(child);
          return after.size < before.size || (after.size === before.size && after.characters < before.characters);
        },
      );
    },
  };
}

interface Complexity {
  readonly size: number;
  readonly characters: number;
}

function complexity(program: Program): Complexity {
  const characters = Object.values(program.files).reduce((sum, text) => sum + text.length, 0);
  return { size: programSize(program), characters };
}

/** A rewrite of some expression of the file. */
function onExpression(simplification: Simplification): Simplify {
  return (analysis, functionSet, random) => {
    for (const site of random.shuffle(analysis.sites).slice(0, TRIES)) {
      if (site.isStructural) continue;
      const fragment = simplification(editingAt(analysis, site, functionSet, random));
      if (fragment !== null) return [replaceSite(analysis.source.text, site, fragment)];
    }
    return null;
  };
}

/** A rewrite of some statement of the file. */
function onStatement(edit: StatementEdit): Simplify {
  return (analysis, functionSet, random) => {
    for (const site of random.shuffle(analysis.statements).slice(0, TRIES)) {
      const edits = edit(statementEditingAt(analysis, site, functionSet, random));
      if (edits !== null) return edits;
    }
    return null;
  };
}
