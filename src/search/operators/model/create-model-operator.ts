import type { z } from 'zod';
import { KaizenError } from '../../../base/errors.ts';
import { armName, type ComponentSpec } from '../../../core/component.ts';
import type { ModelOperator } from '../../../core/model-operator.ts';
import { agentOperator, agentOperatorOptions } from './agent-operator.ts';
import { modelOperator, modelOperatorOptions } from './model-operator.ts';

/** A model operator that can be made from plain data: once the options are checked, `create` cannot fail. */
export interface ModelOperatorDefinition {
  readonly options: z.ZodObject;
  create(options: unknown): ModelOperator;
}

export type ModelOperatorDefinitions = Readonly<Record<string, ModelOperatorDefinition>>;

const DEFINITIONS: ModelOperatorDefinitions = {
  model: { options: modelOperatorOptions, create: (options) => modelOperator(modelOperatorOptions.parse(options)) },
  agent: { options: agentOperatorOptions, create: (options) => agentOperator(agentOperatorOptions.parse(options)) },
};

/** Whether a specification names an operator that asks models. */
export function namesModelOperator({ name }: ComponentSpec, further: ModelOperatorDefinitions = {}): boolean {
  return Object.hasOwn(further, name) || Object.hasOwn(DEFINITIONS, name);
}

/** Whether an operator's model can be given a program that fails, to mend it. Those of labs are given programs that work. */
export function mendsFailures({ name }: ComponentSpec): boolean {
  return Object.hasOwn(DEFINITIONS, name);
}

/**
 * Makes a model operator by name; it goes by the name of its arm. `further` are those of a lab.
 * Throws KAIZEN_COMPONENT_INVALID for options that it lacks.
 */
export function createModelOperator(spec: ComponentSpec, further: ModelOperatorDefinitions = {}): ModelOperator {
  const { name, options = {} } = spec;
  const definition = { ...DEFINITIONS, ...further }[name] as ModelOperatorDefinition;
  const issue = definition.options.safeParse(options).error?.issues[0];
  if (issue === undefined) return { ...definition.create(options), name: armName(spec) };
  throw new KaizenError('KAIZEN_COMPONENT_INVALID', `The operator '${name}' has an option that it cannot use.`, {
    wanted: issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message,
    got: JSON.stringify(options),
    next: `Correct it or leave it out. Options of ${name}: ${Object.keys(definition.options.shape).join(', ')}.`,
  });
}
