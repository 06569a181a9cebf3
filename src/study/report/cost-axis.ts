import type { JsonObject } from '../../base/json.ts';
import type { CostUnit } from '../../core/cost.ts';
import type { StudyAnalysis } from '../analysis.ts';

const TITLES: Readonly<Record<CostUnit, string>> = {
  evaluations: 'total cost in candidates evaluated',
  steps: 'total cost in executed steps',
  cpuMs: 'total cost in CPU milliseconds',
  wallMs: 'wall time in milliseconds',
  tokensIn: 'total cost in tokens read',
  tokensOut: 'total cost in tokens written',
  tokensCached: 'total cost in cached tokens',
  microUsd: 'total cost in millionths of a US dollar',
};

/** The horizontal axis of figures over cost: logarithmic, up to the budget. */
export function costAxis({ unit, amount, costs }: Pick<StudyAnalysis, 'unit' | 'amount' | 'costs'>): JsonObject {
  return {
    field: 'cost',
    type: 'quantitative',
    title: TITLES[unit],
    scale: { type: 'log', domain: [costs[0] ?? 1, amount], nice: false },
    axis: { format: '~s', tickCount: 4, grid: false },
  };
}
