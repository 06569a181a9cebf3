import type { ComponentSpec, Components } from '../core/component.ts';
import { presetComponents } from '../engine/presets.ts';
import type { ArmSpec } from './study-spec.ts';

const EVOLUTION = presetComponents('evolution');

/** Islands whose operators earn their slots by discounted Thompson sampling. */
const ADAPTIVE: Components = { ...EVOLUTION, allocator: { name: 'thompson' } };

const ONE_ISLAND: ComponentSpec = { name: 'islands', options: { count: 1 } };
const ONE_PLACE: ComponentSpec = { name: 'top-k', options: { capacity: 1 } };

function without(components: Components, ...names: readonly string[]): Components {
  return { ...components, operators: components.operators.filter(({ name }) => !names.includes(name)) };
}

/**
 * The arms that need no file. The first four are the brute-force family; `islands-…` are `islands` with one part removed;
 * `compounding` is `evolution` with an experience whose cost is part of its budget.
 */
const ARMS: readonly ArmSpec[] = [
  {
    name: 'brute-force',
    title: 'best of N independent edits of the seed program',
    components: presetComponents('best-of-n'),
  },
  {
    name: 'random-restart',
    title: 'hill climbs from the seed program, restarted on the Luby schedule',
    components: presetComponents('random-restart'),
  },
  { name: 'hill-climb', title: 'always edit the best so far', components: presetComponents('hill-climb') },
  {
    name: 'single-population',
    title: 'one population, tournaments',
    components: { ...EVOLUTION, islands: ONE_ISLAND },
  },
  { name: 'evolution', title: 'islands, tournaments, equal shares for operators', components: EVOLUTION },
  { name: 'islands', title: 'islands with adaptive operators', components: ADAPTIVE },
  {
    name: 'islands-no-crossover',
    title: 'islands without crossover',
    components: without(ADAPTIVE, 'function-crossover', 'subtree-crossover'),
  },
  {
    name: 'islands-no-tuning',
    title: 'islands without numeric tuning',
    components: without(ADAPTIVE, 'numeric-tuning', 'cma-es'),
  },
  { name: 'islands-fixed-operators', title: 'islands with equal shares for operators', components: EVOLUTION },
  {
    name: 'islands-no-archive',
    title: 'islands that keep only their best',
    components: { ...ADAPTIVE, archive: ONE_PLACE },
  },
  {
    name: 'compounding',
    title: 'evolution with experience from the other tasks, its cost included',
    components: EVOLUTION,
    learning: { from: 'other-tasks', share: 0.3, runs: 1 },
  },
  {
    name: 'compounding-same-task',
    title: 'evolution with experience from earlier seeds of the task, its cost included',
    components: EVOLUTION,
    learning: { from: 'same-task', share: 0.3, runs: 2 },
  },
];

export const ARM_NAMES: readonly string[] = ARMS.map(({ name }) => name);

/** The built-in arm of that name; undefined where there is none. */
export function builtInArm(name: string): ArmSpec | undefined {
  return ARMS.find((arm) => arm.name === name);
}
