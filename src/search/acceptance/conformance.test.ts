import { expect, it } from 'vitest';
import { acceptanceConformance } from '../../../testing/conformance/acceptance.ts';
import type { JsonObject } from '../../base/json.ts';
import { COMPONENT_NAMES, createAcceptance } from '../components.ts';

const SUBJECTS: readonly { name: string; options?: JsonObject }[] = [
  { name: 'always' },
  { name: 'improving' },
  { name: 'not-worse' },
  { name: 'annealing' },
  { name: 'annealing', options: { temperature: 2, finalTemperature: 0.001, horizon: 500, scale: 0.5 } },
  { name: 'threshold' },
  { name: 'threshold', options: { tolerance: 0, scale: 1 } },
];

for (const { name, options = {} } of SUBJECTS) {
  acceptanceConformance(`${name} ${JSON.stringify(options)}`, { make: () => createAcceptance({ name, options }) });
}

it('every acceptance rule is held to the contract', () => {
  expect([...new Set(SUBJECTS.map(({ name }) => name))].sort()).toEqual([...COMPONENT_NAMES.acceptance].sort());
});
