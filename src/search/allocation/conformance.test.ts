import { expect, it } from 'vitest';
import { allocatorConformance } from '../../../testing/conformance/allocator.ts';
import type { JsonObject } from '../../base/json.ts';
import { COMPONENT_NAMES, createAllocator } from '../components.ts';

const SUBJECTS: readonly { name: string; options?: JsonObject; learns: boolean; floor: number }[] = [
  { name: 'fixed', learns: false, floor: 0.4 },
  { name: 'ucb', learns: true, floor: 0.02 },
  { name: 'ucb', options: { discount: 0.9, exploration: 0.2, floor: 0.1 }, learns: true, floor: 0.1 },
  { name: 'asymmetric-ucb', learns: true, floor: 0.2 },
  { name: 'asymmetric-ucb', options: { epsilon: 0.1, exploration: 0.5, discount: 1 }, learns: true, floor: 0.1 },
  { name: 'thompson', learns: true, floor: 0.02 },
  { name: 'thompson', options: { discount: 1, floor: 0.05, failures: 5 }, learns: true, floor: 0.05 },
];

for (const { name, options = {}, learns, floor } of SUBJECTS) {
  const make = () => createAllocator({ name, options });
  allocatorConformance(`${name} ${JSON.stringify(options)}`, { make, learns, floor });
}

it('every allocator is held to the contract', () => {
  expect([...new Set(SUBJECTS.map(({ name }) => name))].sort()).toEqual([...COMPONENT_NAMES.allocator].sort());
});
