import type { Operator } from '../../core/operator.ts';
import type { Program } from '../../core/program.ts';
import { SIMPLIFICATIONS } from './javascript/simplify.ts';
import { simplifyText } from './plain-text/plain-edits.ts';
import { programSize } from './program-size.ts';
import { editBy } from './rewrites.ts';
import { sourceOperator } from './source-operator.ts';
import { TREE_SIMPLIFICATIONS } from './tree-sitter/simplify.ts';

const ATTEMPTS = 20;

/**
 * Proposes a simpler program: fewer syntax-tree nodes, or as many in fewer characters. Some rewrites keep the meaning
 * (folding, identities, inlining), the others are guesses that the evaluation must confirm.
 */
export function simplify(): Operator {
  return sourceOperator({
    name: 'simplify',
    arity: 1,
    attempts: ATTEMPTS,
    javaScript: editBy(SIMPLIFICATIONS),
    tree: editBy(TREE_SIMPLIFICATIONS),
    plain: simplifyText,
    accepts: isSimpler,
  });
}

function isSimpler(child: Program, parent: Program): boolean {
  const [after, before] = [programSize(child), programSize(parent)];
  return after < before || (after === before && characters(child) < characters(parent));
}

function characters({ files }: Program): number {
  return Object.values(files).reduce((sum, text) => sum + text.length, 0);
}
