import { budgetUsed, COST_UNITS, type Cost, type CostUnit } from '../core/cost.ts';
import type { RunState } from '../core/run-state.ts';
import type { Limits } from '../core/task.ts';

/**
 * Spend is two-phase. Opening a slot reserves the most that its evaluation may cost in exact units; committing it
 * settles the true cost. A slot is opened only while everything settled and reserved stays within the budget, so exact
 * budgets are never passed. Measured units (CPU, wall) have no useful upper bound per slot: they are checked against
 * what is settled and may be passed by what is in flight.
 */
export function hasBudgetFor(state: RunState, limits: Limits): boolean {
  const reserves: Partial<Record<CostUnit, number>> = { evaluations: 1, steps: limits.steps };
  for (const unit of COST_UNITS) {
    const limit = state.spec.budget[unit];
    if (limit === undefined) continue;
    const reserve = reserves[unit];
    const isWithin =
      reserve === undefined ? state.cost[unit] < limit : state.cost[unit] + reserve * (state.open.size + 1) <= limit;
    if (!isWithin) return false;
  }
  return true;
}

/** The share of the budget that is settled, 0..1 and above. */
export function shareUsed(state: RunState, cost: Cost = state.cost): number {
  return budgetUsed(state.spec.budget, cost);
}
