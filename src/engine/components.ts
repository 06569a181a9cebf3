import type { Archive } from '../core/archive.ts';
import type { Components } from '../core/component.ts';
import type { Operator } from '../core/operator.ts';
import type { Acceptance, Allocator, Islands, Selector } from '../core/search.ts';
import {
  createAcceptance,
  createAllocator,
  createArchive,
  createIslands,
  createSelector,
} from '../search/components.ts';
import { createOperator, type OperatorDefinitions } from '../search/operators/registry.ts';

/** The algorithms of a run, made from their specifications. */
export interface Algorithms {
  readonly archive: Archive;
  readonly islands: Islands;
  readonly selector: Selector;
  readonly mateSelector: Selector;
  readonly acceptance: Acceptance;
  readonly allocator: Allocator;
  readonly operators: readonly Operator[];
  /** Used after the search, on the champion only. */
  readonly simplifier: Operator;
}

/** `operators` are definitions from outside of the registry, such as a lab's for a language of its own. */
export function createAlgorithms(components: Components, operators: OperatorDefinitions = {}): Algorithms {
  return {
    archive: createArchive(components.archive),
    islands: createIslands(components.islands),
    selector: createSelector(components.selector),
    mateSelector: createSelector(components.mateSelector),
    acceptance: createAcceptance(components.acceptance),
    allocator: createAllocator(components.allocator),
    operators: components.operators.map((spec) => createOperator(spec, operators)),
    simplifier: createOperator({ name: 'simplify' }, operators),
  };
}
