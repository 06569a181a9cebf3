import { quantile } from '../base/statistics.ts';
import type { Phase, Thresholds } from '../core/event.ts';
import type { Region } from '../core/region.ts';
import type { RunState } from '../core/run-state.ts';
import type { Stage } from '../core/task.ts';
import { raceTargets } from './racing.ts';

/** With fewer members a quantile says little, and screening would starve a young island of diversity. */
const LEAST_MEMBERS = 10;

/** What a slot opened now has to reach on each stage. Seed programs pass everything. */
export function thresholdsFor(state: RunState, stages: readonly Stage[], region: Region, phase: Phase): Thresholds {
  const reached: Record<string, number> = {};
  if (phase === 'search' && region.members.length >= LEAST_MEMBERS) {
    for (const { name, pass } of stages) {
      if (pass === undefined || !('quantile' in pass)) continue;
      const merits = region.members.map(({ stageMerits }) => stageMerits[name]).filter((merit) => merit !== undefined);
      if (merits.length >= LEAST_MEMBERS) reached[name] = quantile(merits, pass.quantile);
    }
  }
  const incumbent = phase === 'seed' ? null : phase === 'search' ? state.best : state.champion;
  const races = phase === 'search' ? raceTargets(state, stages) : undefined;
  return {
    stages: reached,
    incumbent: incumbent && { merit: incumbent.merit, size: incumbent.size },
    ...(races && { races }),
  };
}
