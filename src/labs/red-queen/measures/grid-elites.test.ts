import { expect, it } from 'vitest';
import type { Member } from '../../../core/candidate.ts';
import { GRID_CELLS, gridElites } from './grid-elites.ts';

function member(id: number, merit: number, descriptors: readonly number[], size = 1): Member {
  const origin = { program: String(id), parents: [], operator: 'x', generation: 0, island: 0, note: {} };
  return { ...origin, id, size, merit, descriptors, stageMerits: {}, instanceMerits: [], behaviour: null, children: 0 };
}

it('keeps the best of each cell, the smaller of equals, and cells at the edges of the grid for what lies beyond', () => {
  const elites = gridElites([
    member(1, 0.5, [0.5, 0.5]),
    member(2, 0.7, [0.9, 0.1]),
    member(3, 0.7, [0.5, 0.5], 0),
    member(4, 0.1, [5.5, 2.5]),
    member(5, 0.2, [99, 99]),
  ]);
  expect(elites.map(({ spawned, covered, member: { id } }) => [spawned, covered, id])).toEqual([
    [0, 0, 3],
    [5, 2, 4],
    [5, 5, 5],
  ]);
  expect(GRID_CELLS).toBe(36);
});
