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

interface Definition {
  readonly options: z.ZodObject;
  create(options: JsonObject): Operator;
}

function define<Schema extends z.ZodObject>(options: Schema, make: (options: z.input<Schema>) => Operator): Definition {
  return { options, create: (given) => make(given as z.input<Schema>) };
}

const NO_OPTIONS = z.strictObject({});

const DEFINITIONS: Readonly<Record<string, Definition>> = {
  'expression-mutation': define(expressionMutationOptions, expressionMutation),
  'statement-mutation': define(NO_OPTIONS, statementMutation),
  'subtree-crossover': define(NO_OPTIONS, subtreeCrossover),
  'function-crossover': define(NO_OPTIONS, functionCrossover),
  'idiom-grafting': define(NO_OPTIONS, idiomGrafting),
  'numeric-tuning': define(numericTuningOptions, numericTuning),
  'cma-es': define(cmaEsOptions, cmaEs),
  simplify: define(NO_OPTIONS, simplify),
};

/** The operators that need no model, all of which a run uses when nothing else is said. */
export const GENETIC_OPERATORS: readonly string[] = Object.keys(DEFINITIONS);

/** Throws KAIZEN_OPERATOR_UNKNOWN for another name, KAIZEN_COMPONENT_INVALID for options that the operator lacks. */
export function createOperator({ name, options = {} }: ComponentSpec): Operator {
  const definition = Object.hasOwn(DEFINITIONS, name) ? DEFINITIONS[name] : undefined;
  if (definition === undefined) {
    throw new KaizenError('KAIZEN_OPERATOR_UNKNOWN', 'There is no operator of that name.', {
      wanted: `one of: ${GENETIC_OPERATORS.join(', ')}`,
      got: JSON.stringify(name),
      next: 'Correct the name in the list of operators.',
    });
  }
  const issue = definition.options.safeParse(options).error?.issues[0];
  if (issue === undefined) return definition.create(options);
  const known = Object.keys(definition.options.shape).join(', ') || 'none';
  throw new KaizenError('KAIZEN_COMPONENT_INVALID', `The operator '${name}' has an option that it cannot use.`, {
    wanted: issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message,
    got: JSON.stringify(options),
    next: `Correct it or leave it out. Options of ${name}: ${known}.`,
  });
}
