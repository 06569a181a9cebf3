import type { JsonObject } from '../../base/json.ts';
import { armName, type ComponentSpec, type Components } from '../../core/component.ts';
import type { Experience } from '../../core/experience.ts';
import type { IdiomSource, Task } from '../../core/task.ts';
import { operatorPriors } from './operator-priors.ts';
import { operatorWeights } from './operator-weights.ts';

/**
 * The components of a run that knows an experience. What is learned becomes options of the components, so that the
 * specification says what was done; an option that was given already stays as it is.
 */
export function applyExperience(components: Components, { operators }: Experience): Components {
  const names = components.operators.map(armName);
  const learned = new Map(operators.map((one) => [one.operator, one.learned]));
  return {
    ...components,
    allocator: withDefaults(components.allocator, allocatorOptions(components.allocator.name, names, operators)),
    operators: components.operators.map((spec) => withDefaults(spec, learned.get(armName(spec)) ?? {})),
  };
}

function allocatorOptions(allocator: string, names: readonly string[], operators: Experience['operators']): JsonObject {
  if (allocator !== 'fixed') return { priors: operatorPriors(names, operators) };
  const weights = operatorWeights(names, operators);
  return weights === undefined ? {} : { weights };
}

function withDefaults(spec: ComponentSpec, defaults: JsonObject): ComponentSpec {
  if (Object.keys(defaults).length === 0) return spec;
  return { ...spec, options: { ...defaults, ...spec.options } };
}

/** The task with the mined idioms after its own. */
export function withMinedIdioms(task: Task, { hash, idioms }: Experience): Task {
  const mined = idioms.map(
    ({ name, text }): IdiomSource => ({ file: `experience ${hash.slice(0, 12)}: ${name}`, text }),
  );
  return { ...task, idioms: [...task.idioms, ...mined] };
}
