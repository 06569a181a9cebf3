import { expect, it } from 'vitest';
import { noveltyConformance } from '../../../testing/conformance/novelty.ts';
import type { JsonObject } from '../../base/json.ts';
import { COMPONENT_NAMES, createNovelty } from '../components.ts';

const judge = { model: 'local/judge' };
const SUBJECTS: readonly { name: string; options: JsonObject }[] = [
  { name: 'n-grams', options: {} },
  { name: 'n-grams', options: { threshold: 0.5, dimensions: 64, judge } },
  { name: 'provider', options: { model: 'local/embed' } },
  { name: 'provider', options: { model: 'local/embed', threshold: 0.5, judge } },
];

for (const { name, options } of SUBJECTS) {
  noveltyConformance(`${name} ${JSON.stringify(options)}`, { make: () => createNovelty({ name, options }) });
}

it('every novelty check is held to the contract', () => {
  expect([...new Set(SUBJECTS.map(({ name }) => name))].sort()).toEqual([...COMPONENT_NAMES.novelty].sort());
});
