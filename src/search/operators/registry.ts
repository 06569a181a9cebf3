import { z } from 'zod';
import { KaizenError } from '../../base/errors.ts';
import type { JsonObject } from '../../base/json.ts';
import type { ComponentSpec } from '../../core/component.ts';
import type { Operator } from '../../core/operator.ts';
import { cmaEs, cmaEsOptions } from './cma-es.ts';
import { expressionMutation, expressionMutationOptions } from './expression-mutation.ts';
import { functionCrossover } from './function-crossover.ts';
import { idiomGrafting } from './idiom-grafting.ts';
import { numericTuning, numericTuningOptions } from './numeric-tuning.ts';
import { simplify } from './simplify.ts';
import { statementMutation } from './statement-mutation.ts';
import { subtreeCrossover } from './subtree-crossover.ts';

/** An operator that can be made from plain data: once the options are checked, `create` cannot fail. */
export interface OperatorDefinition {
  readonly options: z.ZodObject;
  create(options: JsonObject): Operator;
}

/** Operators by name; each makes an operator of that very name. */
export type OperatorDefinitions = Readonly<Record<string, OperatorDefinition>>;

export function defineOperator<Schema extends z.ZodObject>(
  options: Schema,
  make: (options: z.input<Schema>) => Operator,
): OperatorDefinition {
  return { options, create: (given) => make(given as z.input<Schema>) };
}

const NO_OPTIONS = z.strictObject({});

const DEFINITIONS: OperatorDefinitions = {
  'expression-mutation': defineOperator(expressionMutationOptions, expressionMutation),
  'statement-mutation': defineOperator(NO_OPTIONS, statementMutation),
  'subtree-crossover': defineOperator(NO_OPTIONS, subtreeCrossover),
  'function-crossover': defineOperator(NO_OPTIONS, functionCrossover),
  'idiom-grafting': defineOperator(NO_OPTIONS, idiomGrafting),
  'numeric-tuning': defineOperator(numericTuningOptions, numericTuning),
  'cma-es': defineOperator(cmaEsOptions, cmaEs),
  simplify: defineOperator(NO_OPTIONS, simplify),
};

/** The operators that need no model, all of which a run uses when nothing else is said. */
export const GENETIC_OPERATORS: readonly string[] = Object.keys(DEFINITIONS);

/**
 * Makes an operator by name. `further` are operators for languages of their own, from outside of this floor; a name that
 * is in both means the one in `further`.
 * Throws KAIZEN_OPERATOR_UNKNOWN for another name, KAIZEN_COMPONENT_INVALID for options that the operator lacks.
 */
export function createOperator({ name, options = {} }: ComponentSpec, further: OperatorDefinitions = {}): Operator {
  const known: OperatorDefinitions = { ...DEFINITIONS, ...further };
  const definition = Object.hasOwn(known, name) ? known[name] : undefined;
  if (definition === undefined) {
    throw new KaizenError('KAIZEN_OPERATOR_UNKNOWN', 'There is no operator of that name.', {
      wanted: `one of: ${Object.keys(known).join(', ')}`,
      got: JSON.stringify(name),
      next: 'Correct the name in the list of operators.',
    });
  }
  const issue = definition.options.safeParse(options).error?.issues[0];
  if (issue === undefined) return definition.create(options);
  const optionNames = Object.keys(definition.options.shape).join(', ') || 'none';
  throw new KaizenError('KAIZEN_COMPONENT_INVALID', `The operator '${name}' has an option that it cannot use.`, {
    wanted: issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message,
    got: JSON.stringify(options),
    next: `Correct it or leave it out. Options of ${name}: ${optionNames}.`,
  });
}
