import { expect, it } from 'vitest';
import { islandsConformance } from '../../../testing/conformance/islands.ts';
import type { JsonObject } from '../../base/json.ts';
import { COMPONENT_NAMES, createIslands } from '../components.ts';

const SUBJECTS: readonly { name: string; options?: JsonObject }[] = [
  { name: 'islands' },
  { name: 'islands', options: { count: 1, migrationInterval: 3, migrationRate: 1, resetInterval: 5 } },
  { name: 'islands', options: { count: 2, migrationInterval: 7, migrationRate: 0.5 } },
  {
    name: 'islands',
    options: { count: 3, choice: 'weighted', migrationInterval: 10, topology: 'random', migrationRate: 1 },
  },
  { name: 'islands', options: { count: 5, migrationInterval: 0, resetInterval: 20 } },
  { name: 'islands', options: { count: 3, choice: 'equal' } },
  { name: 'islands', options: { count: 3, choice: 'proportional' } },
  { name: 'dynamic-islands' },
  { name: 'dynamic-islands', options: { count: 1, reserve: 3, stagnation: 7, founder: 'random', migrationRate: 0.3 } },
  {
    name: 'dynamic-islands',
    options: { count: 4, reserve: 1, stagnation: 5, founder: 'oldest', choice: 'per-member' },
  },
  { name: 'dynamic-islands', options: { count: 3, migrationInterval: 3, migrationRate: 1, protectsBest: false } },
  { name: 'restarts', options: { count: 4, unit: 30 } },
];

for (const { name, options = {} } of SUBJECTS) {
  islandsConformance(`${name} ${JSON.stringify(options)}`, { make: () => createIslands({ name, options }) });
}

it('every island model is held to the contract', () => {
  expect([...new Set(SUBJECTS.map(({ name }) => name))].sort()).toEqual([...COMPONENT_NAMES.islands].sort());
});
