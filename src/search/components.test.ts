import { describe, expect, it } from 'vitest';
import { errorOf } from '../../testing/error-of.ts';
import type { KaizenError } from '../base/errors.ts';
import type { ComponentSpec } from '../core/component.ts';
import {
  COMPONENT_NAMES,
  createAcceptance,
  createAllocator,
  createArchive,
  createInspirations,
  createIslands,
  createNovelty,
  createReflector,
  createSelector,
} from './components.ts';

const CREATE = {
  archive: createArchive,
  selector: createSelector,
  acceptance: createAcceptance,
  allocator: createAllocator,
  islands: createIslands,
  novelty: createNovelty,
  inspirations: createInspirations,
  reflector: createReflector,
} as const;

type Role = keyof typeof CREATE;

function refusal(role: Role, spec: ComponentSpec): KaizenError {
  return errorOf(() => CREATE[role](spec));
}

describe('COMPONENT_NAMES', () => {
  it('lists what can be made', () => {
    expect(COMPONENT_NAMES).toEqual({
      archive: ['keep-all', 'map-elites', 'pareto', 'ranked', 'top-k'],
      selector: [
        'beam',
        'best-first',
        'lexicase',
        'power-law',
        'seed',
        'sequential',
        'tournament',
        'uniform',
        'weighted',
      ],
      acceptance: ['always', 'annealing', 'improving', 'not-worse', 'threshold'],
      allocator: ['asymmetric-ucb', 'fixed', 'thompson', 'ucb'],
      islands: ['dynamic-islands', 'islands', 'restarts'],
      novelty: ['n-grams', 'provider'],
      inspirations: ['archive-and-top'],
      reflector: ['meta-scratchpad', 'prompt-evolution'],
    });
  });

  it('every name makes a component of that name, from its defaults', () => {
    const required: Readonly<Record<string, ComponentSpec['options']>> = {
      'map-elites': { dimensions: [{ min: 0, max: 1 }] },
      provider: { model: 'local/any' },
      'meta-scratchpad': { model: 'local/any' },
      'prompt-evolution': { model: 'local/any' },
    };
    for (const role of Object.keys(CREATE) as Role[]) {
      for (const name of COMPONENT_NAMES[role]) {
        const options = required[name];
        expect(CREATE[role](options === undefined ? { name } : { name, options }).name).toBe(name);
      }
    }
  });
});

describe('what is refused', () => {
  it.each<{ role: Role; spec: ComponentSpec; wanted: string; got: string }>([
    {
      role: 'selector',
      spec: { name: 'roulette' },
      wanted: 'one of: beam, best-first, lexicase, power-law, seed, sequential, tournament, uniform, weighted',
      got: '"roulette"',
    },
    {
      role: 'archive',
      spec: { name: 'toString' },
      wanted: 'one of: keep-all, map-elites, pareto, ranked, top-k',
      got: '"toString"',
    },
    {
      role: 'archive',
      spec: { name: 'top-k', options: { capcity: 5 } },
      wanted: 'options among: capacity, replacement, distinct',
      got: 'capcity',
    },
    {
      role: 'archive',
      spec: { name: 'keep-all', options: { capacity: 5 } },
      wanted: 'options among: none',
      got: 'capacity',
    },
    {
      role: 'archive',
      spec: { name: 'top-k', options: { capacity: 0 } },
      wanted: 'capacity: number to be >=1',
      got: '0',
    },
    { role: 'archive', spec: { name: 'top-k', options: { capacity: 2.5 } }, wanted: 'capacity: int', got: '2.5' },
    { role: 'archive', spec: { name: 'top-k', options: { capacity: '9' } }, wanted: 'capacity: number', got: '"9"' },
    {
      role: 'archive',
      spec: { name: 'top-k', options: { replacement: 'oldest' } },
      wanted: 'replacement: one of "worst"|"crowding"|"crowding-by-text"',
      got: '"oldest"',
    },
    { role: 'archive', spec: { name: 'map-elites' }, wanted: 'dimensions: array', got: 'nothing' },
    {
      role: 'archive',
      spec: {
        name: 'map-elites',
        options: {
          dimensions: [
            { min: 0, max: 1 },
            { min: 2, max: 1 },
          ],
        },
      },
      wanted: 'dimensions.1.max: min to be below max',
      got: '1',
    },
    {
      role: 'archive',
      spec: { name: 'map-elites', options: { dimensions: [{ min: 0, max: 1, step: 3 }] } },
      wanted: 'no other members in dimensions.0',
      got: 'step',
    },
    {
      role: 'selector',
      spec: { name: 'lexicase', options: { epsilon: 'sd' } },
      wanted: "epsilon: 'mad' or a number >=0",
      got: '"sd"',
    },
    {
      role: 'acceptance',
      spec: { name: 'annealing', options: { temperature: 0 } },
      wanted: 'temperature: number to be >0',
      got: '0',
    },
    {
      role: 'acceptance',
      spec: { name: 'threshold', options: { scale: 'absolute' } },
      wanted: "scale: 'relative' or a number >0",
      got: '"absolute"',
    },
    {
      role: 'allocator',
      spec: { name: 'ucb', options: { floor: 0.9 } },
      wanted: 'floor: number to be <=0.5',
      got: '0.9',
    },
    {
      role: 'allocator',
      spec: { name: 'thompson', options: { discount: 0 } },
      wanted: 'discount: number to be >0',
      got: '0',
    },
    {
      role: 'allocator',
      spec: { name: 'fixed', options: { weights: { tune: -1 } } },
      wanted: 'weights.tune: number to be >=0',
      got: '-1',
    },
    {
      role: 'archive',
      spec: { name: 'ranked', options: { criteria: { speed: 1 } } },
      wanted: 'criteria: names among merit, size, generation, descriptor/<number> and stage/<name>',
      got: '{"speed":1}',
    },
    {
      role: 'archive',
      spec: { name: 'ranked', options: { criteria: { merit: 0 } } },
      wanted: 'criteria: at least one weight other than 0',
      got: '{"merit":0}',
    },
    { role: 'novelty', spec: { name: 'provider' }, wanted: 'model: string', got: 'nothing' },
    {
      role: 'reflector',
      spec: { name: 'meta-scratchpad', options: { model: 'local/any', interval: 0 } },
      wanted: 'interval: number to be >=1',
      got: '0',
    },
    {
      role: 'islands',
      spec: { name: 'islands', options: { topology: 'star' } },
      wanted: 'topology: one of "ring"|"random"',
      got: '"star"',
    },
  ])('$role $spec', ({ role, spec, wanted, got }) => {
    const error = refusal(role, spec);
    expect(error.code).toBe('KAIZEN_COMPONENT_INVALID');
    expect({ wanted: error.wanted, got: error.got }).toEqual({ wanted, got });
    expect(error.next).toMatch(/\.$/);
  });

  it('says it in a way that can be acted on', () => {
    expect(refusal('archive', { name: 'top-k', options: { capacity: -3 } }).message).toBe(
      [
        "[KAIZEN_COMPONENT_INVALID] The archive 'top-k' has an option that it cannot use.",
        '  wanted: capacity: number to be >=1',
        '  got:    -3',
        '  next:   Correct it or leave it out. Options of top-k: capacity, replacement, distinct.',
      ].join('\n'),
    );
  });
});
