import { expect, it } from 'vitest';
import { binOf, COVERED_EDGES, SPAWNED_EDGES } from './descriptors.ts';

it.each([
  [0, SPAWNED_EDGES, 0.5],
  [1, SPAWNED_EDGES, 1.5],
  [9.9, SPAWNED_EDGES, 1.5],
  [10, SPAWNED_EDGES, 2.5],
  [10_000, SPAWNED_EDGES, 5.5],
  [9, COVERED_EDGES, 0.5],
  [3_999, COVERED_EDGES, 4.5],
  [8_000, COVERED_EDGES, 5.5],
])('%d falls into its bin', (value, edges, expected) => {
  expect(binOf(value, edges)).toBe(expected);
});
