import { KaizenError } from '../base/errors.ts';
import type { ComponentSpec, Components } from '../core/component.ts';
import { GENETIC_OPERATORS } from '../search/operators/registry.ts';

const OPERATORS: readonly ComponentSpec[] = GENETIC_OPERATORS.map((name) => ({ name }));

/**
 * What a run uses when nothing is said: islands of distinct programs, tournaments, and an equal share for every operator,
 * because credit per unit of compute lost against it on the main task (`docs/decisions/0004-equal-shares.md`).
 */
const EVOLUTION: Components = {
  archive: { name: 'top-k', options: { capacity: 100 } },
  islands: { name: 'islands', options: { count: 8, migrationInterval: 2_000, migrationRate: 0.02 } },
  selector: { name: 'tournament', options: { size: 2 } },
  mateSelector: { name: 'tournament', options: { size: 2 } },
  acceptance: { name: 'always' },
  allocator: { name: 'fixed' },
  operators: OPERATORS,
};

/** The brute-force baseline: every child is an independent edit of a seed program; the best is kept. */
const BEST_OF_N: Components = {
  ...EVOLUTION,
  archive: { name: 'top-k', options: { capacity: 1 } },
  islands: { name: 'islands', options: { count: 1 } },
  selector: { name: 'seed' },
  mateSelector: { name: 'seed' },
};

/** The sequential baseline: always edit the best program so far. */
const HILL_CLIMB: Components = { ...BEST_OF_N, selector: { name: 'best-first' }, mateSelector: { name: 'best-first' } };

/** Climbs from the seed program, each on its own, one after another; the best of all counts. */
const RANDOM_RESTART: Components = { ...HILL_CLIMB, islands: { name: 'restarts' } };

/** One elite per cell of the task's descriptors. */
const MAP_ELITES: Components = {
  ...EVOLUTION,
  archive: { name: 'map-elites' },
  islands: { name: 'islands', options: { count: 1 } },
  selector: { name: 'uniform' },
  mateSelector: { name: 'uniform' },
};

/**
 * ShinkaEvolve's published settings (arXiv 2509.19349 and its code), spelled out so that the log says them. What is
 * different, and why, stands in `docs/labs/shinka.md`. Without models its parts for them are idle.
 */
const SHINKA: Components = {
  archive: { name: 'top-k', options: { capacity: 40, replacement: 'worst', distinct: false } },
  islands: {
    name: 'dynamic-islands',
    options: { count: 2, reserve: 0, choice: 'uniform', migrationInterval: 10, migrationRate: 0, protectsBest: true },
  },
  selector: { name: 'weighted', options: { steepness: 10 } },
  mateSelector: { name: 'uniform' },
  acceptance: { name: 'always' },
  allocator: {
    name: 'asymmetric-ucb',
    options: {
      discount: 0.95,
      exploration: 1,
      epsilon: 0.2,
      sharpness: 1,
      costWeight: 0.5,
      costExploration: 0.1,
      costPower: 1,
    },
  },
  operators: OPERATORS,
  inspirations: { name: 'archive-and-top', options: { archive: 1, top: 1, eliteShare: 0.3 } },
  novelty: { name: 'n-grams', options: { threshold: 0.99 } },
};

const PRESETS: Readonly<Record<string, Components>> = {
  evolution: EVOLUTION,
  'best-of-n': BEST_OF_N,
  'hill-climb': HILL_CLIMB,
  'random-restart': RANDOM_RESTART,
  'map-elites': MAP_ELITES,
  shinka: SHINKA,
};

export const PRESET_NAMES: readonly string[] = Object.keys(PRESETS);

/** The components of a named configuration. */
export function presetComponents(name: string): Components {
  const components = PRESETS[name];
  if (components === undefined) {
    throw new KaizenError('KAIZEN_PRESET_UNKNOWN', `there is no preset '${name}'`, {
      wanted: `one of ${PRESET_NAMES.join(', ')}`,
      got: name,
    });
  }
  return components;
}
