import type { StopReason } from '../core/run-spec.ts';
import type { RunState } from '../core/run-state.ts';
import type { Limits } from '../core/task.ts';
import { hasBudgetFor, shareUsed } from './ledger.ts';
import { slotsAskModels } from './slots-ask-models.ts';

/** Slots in a row that propose nothing new before a search space counts as exhausted. */
const EXHAUSTED_AFTER = 2_000;

/** The same for runs that ask models: there each of these slots costs money. */
const EXHAUSTED_AFTER_ASKING = 200;

/** Simplifications in a row that fail before a champion counts as simple. */
const SIMPLE_AFTER = 150;

type StopRule = (state: RunState, limits: Limits) => boolean;

const RULES: readonly (readonly [StopReason, StopRule])[] = [
  ['stopped', (state) => state.steering.isStopAsked],
  ['target', (state) => hasReachedTarget(state)],
  [
    'budget',
    (state, limits) =>
      shareUsed(state) >= 1 - simplifyShare(state) - (state.spec.noise?.finalShare ?? 0) || isStarved(state, limits),
  ],
  [
    'no-improvement',
    (state) => state.committed - state.committedAtBest >= (state.spec.stop.noImprovementSlots ?? Infinity),
  ],
  [
    'exhausted',
    ({ rejectedInARow, spec }) => rejectedInARow >= (slotsAskModels(spec) ? EXHAUSTED_AFTER_ASKING : EXHAUSTED_AFTER),
  ],
];

/** The first rule that says the search is over; null while it goes on. Asked after every commit. */
export function stopReason(state: RunState, limits: Limits): StopReason | null {
  for (const [reason, rule] of RULES) if (rule(state, limits)) return reason;
  return null;
}

/** Whether the champion may still be made smaller. */
export function maySimplify(state: RunState): boolean {
  return (
    !state.steering.isStopAsked &&
    state.champion !== null &&
    state.simplifySlots < state.spec.simplify.slots &&
    state.simplifyFailures < SIMPLE_AFTER
  );
}

function simplifyShare(state: RunState): number {
  return state.spec.simplify.slots > 0 ? state.spec.simplify.share : 0;
}

function hasReachedTarget({ spec, championMerit }: RunState): boolean {
  const { targetScore } = spec.stop;
  if (targetScore === undefined) return false;
  return championMerit >= (spec.task.direction === 'maximize' ? targetScore : -targetScore);
}

/** Nothing is in flight and there is no room for one more candidate. */
function isStarved(state: RunState, limits: Limits): boolean {
  return state.open.size === 0 && !hasBudgetFor(state, limits);
}
