import { expect, it } from 'vitest';
import { selectorConformance } from '../../../testing/conformance/selector.ts';
import type { JsonObject } from '../../base/json.ts';
import { COMPONENT_NAMES, createSelector } from '../components.ts';

const SUBJECTS: readonly { name: string; options?: JsonObject; prefersMerit: boolean }[] = [
  { name: 'uniform', prefersMerit: false },
  { name: 'seed', prefersMerit: false },
  { name: 'best-first', prefersMerit: true },
  { name: 'beam', prefersMerit: true },
  { name: 'sequential', prefersMerit: false },
  { name: 'tournament', prefersMerit: true },
  { name: 'tournament', options: { size: 1 }, prefersMerit: false },
  { name: 'power-law', prefersMerit: true },
  { name: 'power-law', options: { exponent: 0 }, prefersMerit: false },
  { name: 'weighted', prefersMerit: true },
  { name: 'lexicase', prefersMerit: true },
  { name: 'lexicase', options: { epsilon: 0 }, prefersMerit: true },
];

for (const { name, options = {}, prefersMerit } of SUBJECTS) {
  const make = () => createSelector({ name, options });
  selectorConformance(`${name} ${JSON.stringify(options)}`, { make, prefersMerit });
}

it('every selector is held to the contract', () => {
  expect([...new Set(SUBJECTS.map(({ name }) => name))].sort()).toEqual([...COMPONENT_NAMES.selector].sort());
});
