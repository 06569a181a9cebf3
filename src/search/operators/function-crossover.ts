import type { Operator } from '../../core/operator.ts';
import * as javaScript from './javascript/function-crossover.ts';
import { crossHalves } from './plain-text/plain-edits.ts';
import { sourceOperator } from './source-operator.ts';
import * as tree from './tree-sitter/function-crossover.ts';

const ATTEMPTS = 10;

/**
 * Exchanges functions that have the same name in both parents, as homologous crossover of automatically defined
 * functions does (Koza, Genetic Programming II, 1994); helpers that the new one needs come along. Where the child would
 * be the mate itself, because nothing else differs, one guard or result of the mate's function is taken over instead.
 */
export function functionCrossover(): Operator {
  return sourceOperator({
    name: 'function-crossover',
    arity: 2,
    attempts: ATTEMPTS,
    javaScript: javaScript.crossFunctions,
    tree: tree.crossFunctions,
    plain: crossHalves,
  });
}
