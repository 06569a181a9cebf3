import type { Cost } from '../../core/cost.ts';
import { addCost, COST_UNITS, ZERO_COST } from '../../core/cost.ts';
import type { Event } from '../../core/event.ts';
import { INJECTED } from '../../core/order.ts';
import { candidateOf, initialState, memberOf, reduce } from '../../core/reduce.ts';
import type { RunSpec } from '../../core/run-spec.ts';
import type { OpenSlot, RunState } from '../../core/run-state.ts';
import { memberReward, parentOf } from '../allocation/member-reward.ts';
import { createIslands } from '../components.ts';

type SlotEnd = Extract<Event, { type: 'candidate.rejected' | 'candidate.evaluated' }>;

/** What one operator did in one run. */
export interface OperatorTotals {
  trials: number;
  improvements: number;
  gain: number;
  cost: Cost;
}

/** An edit whose child was kept and beat its parent. */
export interface Improvement {
  readonly candidate: number;
  readonly operator: string;
  /** Hashes of the two programs. */
  readonly parent: string;
  readonly child: string;
  /** Rank-based reward, 0 … 1. */
  readonly gain: number;
  readonly cost: Cost;
  /** Steps of the child relative to its parent. */
  readonly stepsRatio: number;
  /** The step size that the child was made with, where it has one. */
  readonly sigma: number | null;
}

/** What a finished run's log says that later runs can use. */
export interface RunEvidence {
  readonly spec: RunSpec;
  /** The run's own cost, without what it was charged for an experience of its own. */
  readonly cost: Cost;
  readonly operators: ReadonlyMap<string, OperatorTotals>;
  /** Mean steps of a slot of the search. */
  readonly meanSteps: number;
  /** In the order in which they were committed. */
  readonly improvements: readonly Improvement[];
  /** Slots that the search took. */
  readonly slots: number;
}

/**
 * Folds a run's log, and notes at every slot of the search what the state right before it says about its worth. Rewards
 * are computed again rather than taken from the arms, because what arms hold depends on the allocator.
 */
export function readRun(events: Iterable<Event>): RunEvidence {
  let state: RunState | null = null;
  const operators = new Map<string, OperatorTotals>();
  const improvements: Improvement[] = [];
  const stepsOf = new Map<number, number>();
  let steps = 0;
  let slots = 0;

  function note(before: RunState, event: SlotEnd): void {
    const slot = before.open.get(event.slot) as OpenSlot;
    stepsOf.set(event.slot, event.cost.steps);
    // What a person put in teaches nothing about operators.
    if (slot.opened.phase !== 'search' || slot.opened.operator === INJECTED) return;
    slots += 1;
    steps += event.cost.steps;
    const totals = totalsOf(operators, slot.opened.operator);
    totals.trials += 1;
    totals.cost = addCost(totals.cost, event.cost);
    if (event.type === 'candidate.rejected') return;

    const candidate = candidateOf(slot);
    const member = candidate && memberOf(candidate, event.results, before.spec, event.estimate);
    if (member === null) return;
    const gain = memberReward(before, member, event.archive !== 'rejected');
    totals.gain += gain;
    const parent = parentOf(before, member);
    if (parent === null || event.archive === 'rejected' || !(member.merit > parent.merit)) return;
    totals.improvements += 1;
    const { sigma } = member.note;
    improvements.push({
      candidate: event.slot,
      operator: member.operator,
      parent: parent.program,
      child: member.program,
      gain,
      cost: event.cost,
      stepsRatio: ratio(event.cost.steps, stepsOf.get(parent.id) ?? 0),
      sigma: typeof sigma === 'number' && sigma > 0 ? sigma : null,
    });
  }

  for (const event of events) {
    if (event.type === 'run.created') {
      state = initialState(event.spec, createIslands(event.spec.components.islands).count);
    } else if (state !== null) {
      if (event.type === 'candidate.rejected' || event.type === 'candidate.evaluated') note(state, event);
      reduce(state, event);
    }
  }
  const { spec, cost, steering } = state as RunState;
  const bans = [...steering.bans.values()];
  return {
    spec,
    cost: subtract(cost, spec.experience?.charged ?? ZERO_COST),
    operators,
    meanSteps: slots > 0 ? steps / slots : 0,
    // A line that a person banned must not come back as an idiom.
    improvements: improvements.filter(({ candidate }) => !bans.some(({ candidates }) => candidates.has(candidate))),
    slots,
  };
}

function totalsOf(operators: Map<string, OperatorTotals>, name: string): OperatorTotals {
  const known = operators.get(name) ?? { trials: 0, improvements: 0, gain: 0, cost: ZERO_COST };
  operators.set(name, known);
  return known;
}

/** 1 where the task counts no steps. */
function ratio(steps: number, before: number): number {
  return steps > 0 && before > 0 ? steps / before : 1;
}

function subtract(cost: Cost, less: Cost): Cost {
  return Object.fromEntries(COST_UNITS.map((unit) => [unit, cost[unit] - less[unit]])) as unknown as Cost;
}
