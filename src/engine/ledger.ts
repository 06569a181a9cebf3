import { budgetUsed, COST_UNITS, type Cost, type CostUnit } from '../core/cost.ts';
import type { ModelReserve, RunSpec } from '../core/run-spec.ts';
import type { RunState } from '../core/run-state.ts';
import type { Limits } from '../core/task.ts';

/**
 * Spend is two-phase. Opening a slot reserves the most that its evaluation may cost in exact units; committing it
 * settles the true cost. A slot is opened only while everything settled and reserved stays within the budget, so exact
 * budgets are never passed. Measured units (CPU, wall) have no useful upper bound per slot: they are checked against
 * what is settled and may be passed by what is in flight.
 *
 * Asked for the next slot, or for so many repeats outside of slots. The search leaves the share of the final round alone.
 */
export function hasBudgetFor(state: RunState, limits: Limits, repeats?: number): boolean {
  const { noise } = state.spec;
  const { evaluations, sessions } = noise?.reserve ?? { evaluations: 1, sessions: 1 };
  const { tries = 0 } = state.spec;
  const slots: Partial<Record<CostUnit, number>> = {
    evaluations: evaluations + tries,
    steps: limits.steps * (sessions + tries),
  };
  const next = repeats === undefined ? slots : { evaluations: repeats, steps: limits.steps * repeats };
  const share = noise !== undefined && state.stopped === null ? 1 - noise.finalShare : 1;
  for (const unit of COST_UNITS) {
    const total = state.steering.budget[unit];
    if (total === undefined) continue;
    const limit = total * share;
    if (callsLeave(state, unit, limit, repeats) === false) return false;
    const slot = slots[unit];
    const isWithin =
      slot === undefined
        ? state.cost[unit] < limit
        : state.cost[unit] + slot * state.open.size + (next[unit] ?? 0) <= limit;
    if (!isWithin) return false;
  }
  return true;
}

/**
 * Whether a slot that asks a model, or so many repeats whose evaluator does, still fits beside those in flight and the final
 * tests; null where the unit is none of calls.
 */
function callsLeave({ spec, cost, open }: RunState, unit: CostUnit, limit: number, repeats?: number): boolean | null {
  if (spec.reserve === undefined || !(unit in spec.reserve)) return null;
  const reserve = spec.reserve[unit as keyof ModelReserve];
  let asked = repeats === undefined || spec.taskReserve === undefined ? 1 : 0;
  for (const { opened } of open.values()) if ('asked' in opened.proposal) asked += 1;
  return cost[unit] + asked * reserve + evaluatorsTake(spec, unit as keyof ModelReserve, open.size, repeats) <= limit;
}

/** What evaluators that ask a model may still take, the next slot's or the repeats' among them. */
function evaluatorsTake({ taskReserve }: RunSpec, unit: keyof ModelReserve, open: number, repeats?: number): number {
  if (taskReserve === undefined) return 0;
  const { evaluation, slot, final } = taskReserve;
  return evaluation[unit] * (open * slot + (repeats ?? slot) + final);
}

/** The share of the budget that is settled, 0..1 and above. */
export function shareUsed(state: RunState, cost: Cost = state.cost): number {
  return budgetUsed(state.steering.budget, cost);
}
