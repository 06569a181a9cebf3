import { expect, it } from 'vitest';
import { inspirationConformance } from '../../../testing/conformance/inspirations.ts';
import type { JsonObject } from '../../base/json.ts';
import { COMPONENT_NAMES, createInspirations } from '../components.ts';

const SUBJECTS: readonly { name: string; options: JsonObject }[] = [
  { name: 'archive-and-top', options: {} },
  { name: 'archive-and-top', options: { archive: 4, top: 2, eliteShare: 0.5 } },
];

for (const { name, options } of SUBJECTS) {
  inspirationConformance(`${name} ${JSON.stringify(options)}`, { make: () => createInspirations({ name, options }) });
}

it('every rule for inspirations is held to the contract', () => {
  expect([...new Set(SUBJECTS.map(({ name }) => name))].sort()).toEqual([...COMPONENT_NAMES.inspirations].sort());
});
