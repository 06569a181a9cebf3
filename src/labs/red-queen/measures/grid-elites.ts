import { isBetter, type Member } from '../../../core/candidate.ts';
import { GRID } from '../evolution/descriptors.ts';

/** The best member of one cell of the lab's grid; `spawned` and `covered` are indices of bins, from 0. */
export interface GridElite {
  readonly spawned: number;
  readonly covered: number;
  readonly member: Member;
}

/** Cells of the grid. */
export const GRID_CELLS = GRID.reduce((product, { bins }) => product * bins, 1);

/** The best of each cell, whatever kind of archive the members come from. */
export function gridElites(members: readonly Member[]): GridElite[] {
  const elites = new Map<string, GridElite>();
  for (const member of members) {
    const [spawned, covered] = GRID.map(({ bins }, axis) =>
      Math.max(0, Math.min(bins - 1, Math.floor(member.descriptors[axis] ?? 0))),
    ) as [number, number];
    const cell = `${spawned}/${covered}`;
    const known = elites.get(cell);
    if (known === undefined || isBetter(member, known.member)) elites.set(cell, { spawned, covered, member });
  }
  return [...elites.values()];
}
