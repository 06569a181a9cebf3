import type { Archive, ProgramSource } from '../core/archive.ts';
import type { Components } from '../core/component.ts';
import type { ModelOperator, Reflector } from '../core/model-operator.ts';
import type { InspirationSelector, Novelty } from '../core/novelty.ts';
import type { Operator } from '../core/operator.ts';
import type { Acceptance, Allocator, Islands, Selector } from '../core/search.ts';
import {
  createAcceptance,
  createAllocator,
  createArchive,
  createInspirations,
  createIslands,
  createNovelty,
  createReflector,
  createSelector,
} from '../search/components.ts';
import {
  createModelOperator,
  type ModelOperatorDefinitions,
  namesModelOperator,
} from '../search/operators/model/create-model-operator.ts';
import { createOperator, type OperatorDefinitions } from '../search/operators/registry.ts';

/** The algorithms of a run, made from their specifications. */
export interface Algorithms {
  readonly archive: Archive;
  readonly islands: Islands;
  readonly selector: Selector;
  readonly mateSelector: Selector;
  readonly acceptance: Acceptance;
  readonly allocator: Allocator;
  /** One for each arm, in the order of the specification. */
  readonly operators: readonly (Operator | ModelOperator)[];
  /** Those of them that ask models. */
  readonly modelOperators: readonly ModelOperator[];
  readonly inspirations: InspirationSelector | null;
  readonly novelty: Novelty | null;
  readonly reflectors: readonly Reflector[];
  /** Used after the search, on the champion only. */
  readonly simplifier: Operator;
}

/** Operators from outside of the registries, such as a lab's for a language of its own. */
export interface FurtherOperators {
  readonly operators?: OperatorDefinitions | undefined;
  readonly modelOperators?: ModelOperatorDefinitions | undefined;
}

/** `programOf`: for archives that look at programs. Without it they are as good as any for checking what a run may do. */
export function createAlgorithms(
  components: Components,
  further: FurtherOperators = {},
  programOf?: ProgramSource,
): Algorithms {
  const operators = components.operators.map((spec) =>
    namesModelOperator(spec, further.modelOperators)
      ? createModelOperator(spec, further.modelOperators)
      : createOperator(spec, further.operators),
  );
  const { inspirations, novelty, reflectors = [] } = components;
  return {
    archive: createArchive(components.archive, programOf),
    islands: createIslands(components.islands),
    selector: createSelector(components.selector),
    mateSelector: createSelector(components.mateSelector),
    acceptance: createAcceptance(components.acceptance),
    allocator: createAllocator(components.allocator),
    operators,
    modelOperators: operators.filter(isModelOperator),
    simplifier: createOperator({ name: 'simplify' }, further.operators),
    inspirations: inspirations === undefined ? null : createInspirations(inspirations),
    novelty: novelty === undefined ? null : createNovelty(novelty),
    reflectors: reflectors.map(createReflector),
  };
}

export function isModelOperator(operator: Operator | ModelOperator): operator is ModelOperator {
  return operator.needsModel && 'ask' in operator;
}
