import { describe, expect, it } from 'vitest';
import { sampleSpec, sampleState } from '../../testing/sample-state.ts';
import type { MutableRegion } from '../core/region.ts';
import type { Stage } from '../core/task.ts';
import { thresholdsFor } from './thresholds.ts';

const STAGES: readonly Stage[] = [
  { name: 'train', split: 'train', pass: { quantile: 0.25 } },
  { name: 'validation', split: 'validation' },
];
const stateOf = (count: number) =>
  sampleState(
    sampleSpec(),
    Array.from({ length: count }, (_, slot) => 100 - slot),
  );
const regionOf = (state: ReturnType<typeof stateOf>) => state.regions[0] as MutableRegion;

describe('thresholdsFor', () => {
  it('takes the quantile over the members of the island', () => {
    const state = stateOf(13);
    // Merits −100 … −88 in steps of 1: the 25 % quantile is −97.
    expect(thresholdsFor(state, STAGES, regionOf(state), 'search').stages).toEqual({ train: -97 });
  });

  it('asks for nothing while an island is young, and of seed programs', () => {
    const young = stateOf(9);
    expect(thresholdsFor(young, STAGES, regionOf(young), 'search').stages).toEqual({});
    const old = stateOf(13);
    expect(thresholdsFor(old, STAGES, regionOf(old), 'seed')).toEqual({ stages: {}, incumbent: null });
  });

  it('names the best as what a search has to beat, and the champion as what simplifying has to keep', () => {
    const state = stateOf(3);
    expect(thresholdsFor(state, STAGES, regionOf(state), 'search').incumbent).toEqual({ merit: -98, size: 10 });
    expect(thresholdsFor(state, STAGES, regionOf(state), 'simplify').incumbent).toEqual({ merit: -98, size: 10 });
  });
});
