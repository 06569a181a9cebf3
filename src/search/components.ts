import type { z } from 'zod';
import { KaizenError } from '../base/errors.ts';
import type { JsonObject } from '../base/json.ts';
import type { Archive, ProgramSource } from '../core/archive.ts';
import type { ComponentSpec } from '../core/component.ts';
import type { Reflector } from '../core/model-operator.ts';
import type { InspirationSelector, Novelty } from '../core/novelty.ts';
import type { Acceptance, Allocator, Islands, Selector } from '../core/search.ts';
import { always, alwaysOptions } from './acceptance/always.ts';
import { annealing, annealingOptions } from './acceptance/annealing.ts';
import { improving, improvingOptions } from './acceptance/improving.ts';
import { notWorse, notWorseOptions } from './acceptance/not-worse.ts';
import { threshold, thresholdOptions } from './acceptance/threshold.ts';
import { asymmetricUcb, asymmetricUcbOptions } from './allocation/asymmetric-ucb.ts';
import { fixed, fixedOptions } from './allocation/fixed.ts';
import { thompson, thompsonOptions } from './allocation/thompson.ts';
import { ucb, ucbOptions } from './allocation/ucb.ts';
import { keepAll, keepAllOptions } from './archives/keep-all.ts';
import { mapElites, mapElitesOptions } from './archives/map-elites.ts';
import { pareto, paretoOptions } from './archives/pareto.ts';
import { ranked, rankedOptions } from './archives/ranked.ts';
import { topK, topKOptions } from './archives/top-k.ts';
import { archiveAndTop, archiveAndTopOptions } from './inspiration/archive-and-top.ts';
import { dynamicIslands, dynamicIslandsOptions } from './islands/dynamic-islands.ts';
import { islands, islandsOptions } from './islands/islands.ts';
import { restarts, restartsOptions } from './islands/restarts.ts';
import { nGrams, nGramsOptions } from './novelty/n-grams.ts';
import { provider, providerOptions } from './novelty/provider.ts';
import { metaScratchpad, metaScratchpadOptions } from './reflection/meta-scratchpad.ts';
import { promptEvolution, promptEvolutionOptions } from './reflection/prompt-evolution.ts';
import { beam, beamOptions } from './selection/beam.ts';
import { bestFirst, bestFirstOptions } from './selection/best-first.ts';
import { lexicase, lexicaseOptions } from './selection/lexicase.ts';
import { powerLaw, powerLawOptions } from './selection/power-law.ts';
import { seed, seedOptions } from './selection/seed.ts';
import { sequential, sequentialOptions } from './selection/sequential.ts';
import { tournament, tournamentOptions } from './selection/tournament.ts';
import { uniform, uniformOptions } from './selection/uniform.ts';
import { weighted, weightedOptions } from './selection/weighted.ts';

/** A component that can be made from plain data: `parse` checks the options, `create` cannot fail afterwards. */
interface Definition<Component> {
  readonly optionNames: readonly string[];
  check(options: JsonObject): readonly z.core.$ZodIssue[];
  create(options: JsonObject, programOf?: ProgramSource): Component;
}

function define<Schema extends z.ZodObject, Component>(
  schema: Schema,
  make: (options: z.input<Schema>, programOf?: ProgramSource) => Component,
): Definition<Component> {
  return {
    optionNames: Object.keys(schema.shape),
    check: (options) => schema.safeParse(options).error?.issues ?? [],
    create: (options, programOf) => make(options as z.input<Schema>, programOf),
  };
}

type Registry<Component> = Readonly<Record<string, Definition<Component>>>;

const ARCHIVES: Registry<Archive> = {
  'keep-all': define(keepAllOptions, keepAll),
  'map-elites': define(mapElitesOptions, mapElites),
  pareto: define(paretoOptions, pareto),
  ranked: define(rankedOptions, ranked),
  'top-k': define(topKOptions, topK),
};

const SELECTORS: Registry<Selector> = {
  beam: define(beamOptions, beam),
  'best-first': define(bestFirstOptions, bestFirst),
  lexicase: define(lexicaseOptions, lexicase),
  'power-law': define(powerLawOptions, powerLaw),
  seed: define(seedOptions, seed),
  sequential: define(sequentialOptions, sequential),
  tournament: define(tournamentOptions, tournament),
  uniform: define(uniformOptions, uniform),
  weighted: define(weightedOptions, weighted),
};

const ACCEPTANCES: Registry<Acceptance> = {
  always: define(alwaysOptions, always),
  annealing: define(annealingOptions, annealing),
  improving: define(improvingOptions, improving),
  'not-worse': define(notWorseOptions, notWorse),
  threshold: define(thresholdOptions, threshold),
};

const ALLOCATORS: Registry<Allocator> = {
  'asymmetric-ucb': define(asymmetricUcbOptions, asymmetricUcb),
  fixed: define(fixedOptions, fixed),
  thompson: define(thompsonOptions, thompson),
  ucb: define(ucbOptions, ucb),
};

const ISLANDS: Registry<Islands> = {
  'dynamic-islands': define(dynamicIslandsOptions, dynamicIslands),
  islands: define(islandsOptions, islands),
  restarts: define(restartsOptions, restarts),
};

const NOVELTIES: Registry<Novelty> = {
  'n-grams': define(nGramsOptions, nGrams),
  provider: define(providerOptions, provider),
};

const INSPIRATIONS: Registry<InspirationSelector> = {
  'archive-and-top': define(archiveAndTopOptions, archiveAndTop),
};

const REFLECTORS: Registry<Reflector> = {
  'meta-scratchpad': define(metaScratchpadOptions, metaScratchpad),
  'prompt-evolution': define(promptEvolutionOptions, promptEvolution),
};

/** The names that can be given for each role, for help texts. */
export const COMPONENT_NAMES = {
  archive: Object.keys(ARCHIVES),
  selector: Object.keys(SELECTORS),
  acceptance: Object.keys(ACCEPTANCES),
  allocator: Object.keys(ALLOCATORS),
  islands: Object.keys(ISLANDS),
  novelty: Object.keys(NOVELTIES),
  inspirations: Object.keys(INSPIRATIONS),
  reflector: Object.keys(REFLECTORS),
} as const;

/** All throw KAIZEN_COMPONENT_INVALID for an unknown name, an unknown option or a value out of range. */
export function createArchive(spec: ComponentSpec, programOf?: ProgramSource): Archive {
  return create('archive', ARCHIVES, spec, programOf);
}

export function createSelector(spec: ComponentSpec): Selector {
  return create('selector', SELECTORS, spec);
}

export function createAcceptance(spec: ComponentSpec): Acceptance {
  return create('acceptance', ACCEPTANCES, spec);
}

export function createAllocator(spec: ComponentSpec): Allocator {
  return create('allocator', ALLOCATORS, spec);
}

export function createIslands(spec: ComponentSpec): Islands {
  return create('islands', ISLANDS, spec);
}

export function createNovelty(spec: ComponentSpec): Novelty {
  return create('novelty', NOVELTIES, spec);
}

export function createInspirations(spec: ComponentSpec): InspirationSelector {
  return create('inspirations', INSPIRATIONS, spec);
}

export function createReflector(spec: ComponentSpec): Reflector {
  return create('reflector', REFLECTORS, spec);
}

function create<Component>(
  role: string,
  registry: Registry<Component>,
  spec: ComponentSpec,
  programOf?: ProgramSource,
): Component {
  const { name, options = {} } = spec;
  const definition = Object.hasOwn(registry, name) ? registry[name] : undefined;
  if (definition === undefined) {
    throw new KaizenError('KAIZEN_COMPONENT_INVALID', `There is no ${role} of that name.`, {
      wanted: `one of: ${Object.keys(registry).join(', ')}`,
      got: JSON.stringify(name),
      next: `Choose one of these names for the ${role}.`,
    });
  }
  const issue = definition.check(options)[0];
  if (issue === undefined) return definition.create(options, programOf);

  const known = definition.optionNames.join(', ') || 'none';
  throw new KaizenError('KAIZEN_COMPONENT_INVALID', `The ${role} '${name}' has an option that it cannot use.`, {
    ...describe(issue, options, known),
    next: `Correct it or leave it out. Options of ${name}: ${known}.`,
  });
}

/** "Too small: expected number to be >=1" becomes "capacity: number to be >=1", with the value that was given. */
function describe(
  issue: z.core.$ZodIssue,
  options: JsonObject,
  known: string,
): { readonly wanted: string; readonly got: string } {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    const where = path.length > 0 ? `no other members in ${path.join('.')}` : `options among: ${known}`;
    return { wanted: where, got: issue.keys.join(', ') };
  }
  const expected = issue.message.replace(/^.*?expected /, '').replace(/, received .*$/, '');
  let value: unknown = options;
  for (const member of path) value = (value as Record<string, unknown> | undefined)?.[member];
  return { wanted: `${path.join('.')}: ${expected}`, got: value === undefined ? 'nothing' : JSON.stringify(value) };
}
