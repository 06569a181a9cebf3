/**
 * The axes of the lab's MAP-Elites grid: processes spawned × cells covered, each on six bins whose edges grow by powers.
 * A value belongs to the first bin whose edge is above it; the last bin has no edge.
 *
 * Source: Digital Red Queen (arXiv 2601.03335), behaviour descriptors and bin edges of its published code.
 */
export const SPAWNED_EDGES = [1, 10, 100, 1_000, 10_000];
export const COVERED_EDGES = [10, 100, 500, 1_000, 4_000];

/** What a task says of its descriptors: with as many bins as units, each bin index is a cell. */
export const GRID = [
  { name: 'processes spawned', min: 0, max: SPAWNED_EDGES.length + 1, bins: SPAWNED_EDGES.length + 1 },
  { name: 'cells covered', min: 0, max: COVERED_EDGES.length + 1, bins: COVERED_EDGES.length + 1 },
];

/** The middle of a bin, as a coordinate on an axis of the grid. */
export function binOf(value: number, edges: readonly number[]): number {
  const index = edges.findIndex((edge) => value < edge);
  return (index < 0 ? edges.length : index) + 0.5;
}
