import { expect, it } from 'vitest';
import { reflectorConformance } from '../../../testing/conformance/reflector.ts';
import type { JsonObject } from '../../base/json.ts';
import { COMPONENT_NAMES, createReflector } from '../components.ts';

const SUBJECTS: readonly { name: string; options: JsonObject }[] = [
  { name: 'meta-scratchpad', options: { model: 'local/notes' } },
  { name: 'meta-scratchpad', options: { model: 'local/notes', recommendations: 1, maximumTokensOut: 64 } },
  { name: 'prompt-evolution', options: { model: 'local/prompts' } },
  { name: 'prompt-evolution', options: { model: 'local/prompts', capacity: 2, epsilon: 0, reviseShare: 0 } },
];

for (const { name, options } of SUBJECTS) {
  reflectorConformance(`${name} ${JSON.stringify(options)}`, { make: () => createReflector({ name, options }) });
}

it('every reflector is held to the contract', () => {
  expect([...new Set(SUBJECTS.map(({ name }) => name))].sort()).toEqual([...COMPONENT_NAMES.reflector].sort());
});
