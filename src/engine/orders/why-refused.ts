import type { CandidateId, Member } from '../../core/candidate.ts';
import { armName } from '../../core/component.ts';
import { type Budget, COST_UNITS } from '../../core/cost.ts';
import type { Order } from '../../core/order.ts';
import type { RunSpec } from '../../core/run-spec.ts';
import type { RunState } from '../../core/run-state.ts';
import { slotsAskModels } from '../slots-ask-models.ts';

/** UTF-16 characters that all hints in force may take together: they stand in every prompt, whose size is reserved for. */
const HINT_LIMIT = 3_000;

/** Why an order can never do anything in this run; null when it may. */
export function whyNever({ spec, regions }: RunState, order: Order): string | null {
  switch (order.kind) {
    case 'inject':
      if (order.island === undefined || regions[order.island] !== undefined) return null;
      return `the run has ${regions.length} islands, numbered from 0`;
    case 'hint':
      if (!slotsAskModels(spec)) return 'the run asks no model for edits, and genetic operators cannot read a hint';
      if (order.text.trim() === '') return 'the hint is empty';
      return order.text.length > HINT_LIMIT ? `a hint may have ${HINT_LIMIT} characters` : null;
    case 'ban-operator':
    case 'unban-operator': {
      const names = operatorNames(spec);
      return names.includes(order.operator) ? null : `the run has no such operator, only ${names.join(', ')}`;
    }
    case 'budget':
      return whyNoBudget(spec, order.budget);
    default:
      return null;
  }
}

/** Why an order would do nothing on the state as it is; null when it may. `recall` finds a candidate that has a score. */
export function whyNotNow(state: RunState, order: Order, recall: (id: CandidateId) => Member | null): string | null {
  const { steering } = state;
  const isOver = state.stopped !== null && !['ban', 'unban', 'pause'].includes(order.kind);
  if (isOver) return `the search is over (${state.stopped?.reason}); only its final part goes on`;
  switch (order.kind) {
    case 'inject': {
      const sighting = state.seen.get(order.program);
      if (sighting !== undefined) return `the program is candidate ${sighting.slot} of the run: pin it instead`;
      return steering.injected.some(({ program }) => program === order.program) ? 'the program waits already' : null;
    }
    case 'hint': {
      const used = [...steering.hints.values()].reduce((sum, { length }) => sum + length, 0);
      if (used + order.text.length <= HINT_LIMIT) return null;
      return `all hints together may have ${HINT_LIMIT} characters, and ${used} are in use: forget one first`;
    }
    case 'forget-hint':
      return steering.hints.has(order.number) ? null : `order ${order.number} gave no hint that is in force`;
    case 'pin':
    case 'ban': {
      if (isCovered(state, order.candidate)) return `candidate ${order.candidate} is banned already`;
      if (order.kind === 'pin' && steering.pinned.has(order.candidate)) return 'it is pinned already';
      return recall(order.candidate) === null ? `candidate ${order.candidate} has no score (yet)` : null;
    }
    case 'unpin':
      return steering.pinned.has(order.candidate) ? null : `candidate ${order.candidate} is not pinned`;
    case 'unban':
      return steering.bans.has(order.candidate) ? null : `no order banned candidate ${order.candidate} by its number`;
    case 'ban-operator': {
      if (steering.bannedOperators.has(order.operator)) return 'it is banned already';
      const left = state.spec.components.operators.map(armName).filter((name) => !steering.bannedOperators.has(name));
      return left.length === 1 && left[0] === order.operator ? 'it is the last operator that is left' : null;
    }
    case 'unban-operator':
      return steering.bannedOperators.has(order.operator) ? null : 'it is not banned';
    default:
      return null;
  }
}

/** Why an order comes too late for its slot: taken now, a repetition of the run could not take it at the same place. */
export function whyLate({ committed, open }: RunState, atSlot: number): string | null {
  const hasOpened = [...open.values()].some(({ visible }) => visible === atSlot);
  if (committed === atSlot && !hasOpened) return null;
  return committed < atSlot ? null : `slot ${atSlot} was over when the order came`;
}

/** Operators and reflectors by the names that they run under. */
export function operatorNames({ components }: RunSpec): string[] {
  return [...components.operators, ...(components.reflectors ?? [])].map(armName);
}

function isCovered({ steering }: RunState, id: CandidateId): boolean {
  return [...steering.bans.values()].some(({ candidates }) => candidates.has(id));
}

function whyNoBudget(spec: RunSpec, budget: Budget): string | null {
  const named = Object.entries(budget);
  if (named.length === 0) return 'no unit was given';
  for (const [unit, limit] of named) {
    if (!COST_UNITS.some((known) => known === unit)) return `there is no unit '${unit}'`;
    if (!Number.isSafeInteger(limit) || limit < 1) return `${unit} must be a whole number of at least 1`;
  }
  if (budget.steps !== undefined && spec.computeUnit !== 'steps') return 'steps of its programs are not counted';
  const hasUnknownPrice = Object.values(spec.prices ?? {}).includes(null);
  if (budget.microUsd !== undefined && spec.budget.microUsd === undefined && hasUnknownPrice) {
    return 'nobody knows what one of its models costs, so a limit in money would not hold';
  }
  return null;
}
