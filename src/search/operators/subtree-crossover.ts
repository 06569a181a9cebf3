import type { Operator } from '../../core/operator.ts';
import * as javaScript from './javascript/subtree-crossover.ts';
import { crossLines } from './plain-text/plain-edits.ts';
import { sourceOperator } from './source-operator.ts';
import * as tree from './tree-sitter/subtree-crossover.ts';

const ATTEMPTS = 12;

/**
 * Subtree crossover (Koza, Genetic Programming, 1992, §6.4) with types: an expression of the parent gives way to one of
 * the mate, or both are joined by an arithmetic operator or a condition.
 */
export function subtreeCrossover(): Operator {
  return sourceOperator({
    name: 'subtree-crossover',
    arity: 2,
    attempts: ATTEMPTS,
    javaScript: javaScript.crossSubtrees,
    tree: tree.crossSubtrees,
    plain: crossLines,
  });
}
