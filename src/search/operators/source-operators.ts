import type { z } from 'zod';
import type { Operator } from '../../core/operator.ts';
import type { Program } from '../../core/program.ts';
import { expressionMutationOptions } from './expression-mutation.ts';
import { crossHalves, crossLines, mutateLines, mutateTokens, simplifyText } from './plain-text/plain-edits.ts';
import { programSize } from './program-size.ts';
import { sourceOperator } from './source-operator.ts';
import { mutateExpressions } from './tree-sitter/expression-mutation.ts';
import { crossFunctions } from './tree-sitter/function-crossover.ts';
import { graftIdiom } from './tree-sitter/idiom-grafting.ts';
import { simplifyTree } from './tree-sitter/simplify.ts';
import { mutateStatements } from './tree-sitter/statement-mutation.ts';
import { crossSubtrees } from './tree-sitter/subtree-crossover.ts';

/**
 * The genetic operators for programs that are not in JavaScript or TypeScript, under the same names. Files in a language
 * with a grammar are edited by their syntax tree; others by tokens and lines, which is weak but better than nothing.
 */
export const SOURCE_OPERATORS = {
  expressionMutation(options: z.input<typeof expressionMutationOptions> = {}): Operator {
    const settings = expressionMutationOptions.parse(options);
    return sourceOperator({
      name: 'expression-mutation',
      arity: 1,
      attempts: 24,
      tree: (analysis, context) => mutateExpressions(analysis, context, settings),
      plain: mutateTokens,
    });
  },
  statementMutation: (): Operator =>
    sourceOperator({ name: 'statement-mutation', arity: 1, attempts: 16, tree: mutateStatements, plain: mutateLines }),
  subtreeCrossover: (): Operator =>
    sourceOperator({ name: 'subtree-crossover', arity: 2, attempts: 12, tree: crossSubtrees, plain: crossLines }),
  functionCrossover: (): Operator =>
    sourceOperator({ name: 'function-crossover', arity: 2, attempts: 10, tree: crossFunctions, plain: crossHalves }),
  idiomGrafting: (): Operator =>
    sourceOperator({
      name: 'idiom-grafting',
      arity: 1,
      attempts: 8,
      tree: graftIdiom,
      plain: () => 'unsupported-language',
    }),
  simplify: (): Operator =>
    sourceOperator({
      name: 'simplify',
      arity: 1,
      attempts: 20,
      tree: simplifyTree,
      plain: simplifyText,
      accepts: isSimpler,
    }),
};

/** Fewer nodes, or as many in fewer characters. */
function isSimpler(child: Program, parent: Program): boolean {
  const [after, before] = [programSize(child), programSize(parent)];
  return after < before || (after === before && characters(child) < characters(parent));
}

function characters({ files }: Program): number {
  return Object.values(files).reduce((sum, text) => sum + text.length, 0);
}
