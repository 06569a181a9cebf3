import type { JsonObject } from '../base/json.ts';
import { randomFrom, slotKey } from '../base/random.ts';
import type { ArchiveStatus } from '../core/archive.ts';
import { type Candidate, type CandidateId, isBetter, type Member } from '../core/candidate.ts';
import { COST_UNITS, type Cost, costOf } from '../core/cost.ts';
import { type StageResult, scoreOf } from '../core/evaluation.ts';
import type { ArmCredit, CallRecord, Event, IslandChange, Measured, SlotEnd } from '../core/event.ts';
import type { Feedback } from '../core/operator.ts';
import { behaviourOf, candidateOf, isNewChampion, memberOf, validationMerit } from '../core/reduce.ts';
import type { MutableRegion } from '../core/region.ts';
import type { RunSpec } from '../core/run-spec.ts';
import type { OpenSlot, RunState } from '../core/run-state.ts';
import type { SlotCredit } from '../core/search.ts';
import { isBanned } from '../core/steering.ts';
import type { Task } from '../core/task.ts';
import { memberReward, parentOf } from '../search/allocation/member-reward.ts';
import { type Algorithms, isModelOperator } from './components.ts';
import type { Asked } from './models/ask-operator.ts';
import type { Reflected } from './models/model-desk.ts';
import { estimated, estimateOf, inheritedRepeats } from './racing.ts';

/** How a slot's work ended, before it is committed. */
export interface SlotOutcome {
  readonly slot: number;
  /** Empty when nothing was evaluated. */
  readonly results: readonly StageResult[];
  readonly twin: CandidateId | null;
  readonly cost: Partial<Cost>;
  /** Set when a model was asked for the candidate. */
  readonly asked?: Asked & { readonly calls: readonly CallRecord[] };
  /** Set when the slot was a reflection. */
  readonly reflected?: Reflected;
}

/** The event that ends a slot, decided on the state as it is at its turn. */
export function commitSlot(
  state: RunState,
  outcome: SlotOutcome,
  { algorithms, task }: { algorithms: Algorithms; task: Task },
  measured: Measured,
): SlotEnd {
  const open = state.open.get(outcome.slot) as OpenSlot;
  const { operator, proposal } = open.opened;
  const cost = costOf(outcome.cost);
  const end = (reward: number, merit: number | null, gain = 0, known = merit) => ({
    slot: outcome.slot,
    cost,
    credit: creditFor(state, algorithms, operator, { reward, gain, compute: computeOf(state.spec, cost) }),
    ...learnedFrom(state, algorithms, open, known),
    ...taughtBy(state, algorithms, open, merit),
    measured,
  });
  const reject = (reason: string, known: number | null = null): SlotEnd => ({
    type: 'candidate.rejected',
    ...end(0, null, 0, known),
    reason,
  });

  const candidate = candidateOf(open);
  if (candidate === null) return reject((proposal as { rejected: string }).rejected);
  const twin = outcome.twin === null ? null : (state.members.get(outcome.twin) ?? null);
  if (outcome.twin !== null && (twin === null || candidate.size >= twin.size)) {
    return reject('same-behaviour', knownMerit(state, candidate, outcome));
  }

  const results = twin === null ? outcome.results : inherit(twin, task, state);
  const member = estimated(state, memberOf(candidate, results, state.spec));
  const base = { results, ...(twin && { inheritedFrom: twin.id }) } as const;
  if (member === null || isBanned(state.steering, candidate)) {
    const kept = { archive: 'rejected', changes: [], isBest: false, isChampion: false } as const;
    return { type: 'candidate.evaluated', ...end(0, null), ...base, ...kept };
  }

  const isBest = state.best === null || isBetter(member, state.best);
  const validation = validationMerit(results, state.spec);
  const isChampion = state.spec.task.hasValidation
    ? validation !== null && isNewChampion(state, validation, member.size)
    : isBest;
  const kept = keep(state, member, isBest, algorithms);
  const reward = memberReward(state, member, kept.archive !== 'rejected');
  const estimate = state.spec.noise && { estimate: estimateOf(member.merit, state.spec.task.direction) };
  return {
    type: 'candidate.evaluated',
    ...end(reward, member.merit, gainOf(state, member)),
    ...base,
    ...kept,
    isBest,
    isChampion,
    ...estimate,
  };
}

/** Asks the acceptance rule and the archive; seed programs found every island, and so does the first that was mended. */
function keep(
  state: RunState,
  member: Member,
  isBest: boolean,
  { acceptance, archive }: Algorithms,
): Pick<Extract<SlotEnd, { type: 'candidate.evaluated' }>, 'archive' | 'changes'> {
  const draw = (purpose: string) => randomFrom(slotKey(state.spec.seed, member.id, purpose));
  const isSeed = member.id < state.spec.seeds.length;
  const parent = state.members.get(member.parents[0]?.id ?? -1) ?? null;
  if (!isBest && !isSeed && !acceptance.accept(member, parent, draw('acceptance'))) {
    return { archive: 'rejected', changes: [] };
  }
  const islands = isSeed || state.members.size === 0 ? state.regions.map((_, island) => island) : [member.island];
  const changes: IslandChange[] = [];
  let status: ArchiveStatus = 'rejected';
  for (const island of islands) {
    const outcome = archive.add(state.regions[island] as MutableRegion, member, draw(`archive/${island}`));
    if (outcome.status !== 'rejected') status = outcome.status;
    for (const { place, candidate } of outcome.changes) changes.push({ island, place, candidate });
  }
  return { archive: status, changes };
}

function creditFor(state: RunState, { allocator }: Algorithms, operator: string, credit: SlotCredit): ArmCredit | null {
  const arm = state.arms.get(operator);
  if (arm === undefined) return null;
  const { weight, reward, compute, logGain } = allocator.credit(arm, credit);
  return { weight, reward, compute, ...(logGain !== undefined && { logGain }) };
}

/** By how much a member passed its parent and the best seed program, whichever is better. */
function gainOf(state: RunState, member: Member): number {
  const seeds = state.spec.seeds.map((_, slot) => state.members.get(slot)?.merit ?? Number.NEGATIVE_INFINITY);
  const parent = parentOf(state, member)?.merit ?? Number.NEGATIVE_INFINITY;
  const base = Math.max(parent, ...seeds);
  return Number.isFinite(base) ? Math.max(0, member.merit - base) : 0;
}

/** What a slot's cost counts as when credit is given. */
function computeOf({ computeRates, computeUnit }: RunSpec, cost: Cost): number {
  if (computeRates === undefined) return cost[computeUnit];
  return COST_UNITS.reduce((sum, unit) => sum + (computeRates[unit] ?? 0) * cost[unit], 0);
}

/**
 * What a candidate is worth that behaves as an earlier one did; null where that has no merit, or where either is banned. An
 * operator that ranks what it tried must not take it for a failure. To whoever guided the slot it is one all the same: a
 * prompt that brings what is there already is no better for the worth of the original.
 */
function knownMerit(state: RunState, candidate: Candidate, { twin, results }: SlotOutcome): number | null {
  const { behaviours, members, steering } = state;
  const behaviour = behaviourOf(results);
  if (twin === null || behaviour === null) return null;
  if (isBanned(steering, candidate) || isBanned(steering, { id: twin, parents: [] })) return null;
  // A member may have been measured again since; one that was dropped is remembered by what it did.
  return members.get(twin)?.merit ?? behaviours.get(behaviour)?.merit ?? null;
}

function learnedFrom(
  state: RunState,
  algorithms: Algorithms,
  open: OpenSlot,
  merit: number | null,
): { readonly learned?: JsonObject } {
  const operator = algorithms.operators.find(({ name }) => name === open.opened.operator);
  if (operator === undefined || isModelOperator(operator) || operator.learn === undefined) return {};
  const feedback = feedbackOf(state, open, merit);
  const learned = feedback && operator.learn(state.learned.get(operator.name) ?? {}, feedback);
  return learned ? { learned } : {};
}

/** What reflectors learn from a candidate that they guided. */
function taughtBy(
  state: RunState,
  { reflectors }: Algorithms,
  open: OpenSlot,
  merit: number | null,
): { readonly taught?: Record<string, JsonObject> } {
  const feedback = feedbackOf(state, open, merit);
  const guides = feedback?.note.guide as Readonly<Record<string, JsonObject>> | undefined;
  if (feedback === null || guides === undefined) return {};
  const taught: Record<string, JsonObject> = {};
  for (const reflector of reflectors) {
    const note = guides[reflector.name];
    const changes = note && reflector.learn?.(state.learned.get(reflector.name) ?? {}, { ...feedback, note });
    if (changes) taught[reflector.name] = changes;
  }
  return Object.keys(taught).length > 0 ? { taught } : {};
}

function feedbackOf(state: RunState, { opened }: OpenSlot, merit: number | null): Feedback | null {
  if (!('program' in opened.proposal)) return null;
  const { slot, parents, proposal } = opened;
  const parentMerit = parentOf(state, { parents })?.merit ?? Number.NEGATIVE_INFINITY;
  return { slot, note: proposal.note, merit, parentMerit };
}

/** The event that ends a reflection. */
export function commitReflection({ slot, reflected }: SlotOutcome, measured: Measured): Event {
  const { learned, calls, cost } = reflected as Reflected;
  return { type: 'slot.reflected', slot, cost, credit: null, ...(learned && { learned }), calls, measured };
}

/** The results of a candidate that behaves the same, as far as a member remembers them. */
function inherit(twin: Member, task: Task, { spec }: RunState): StageResult[] {
  return task.stages.flatMap(({ name, split }): StageResult[] => {
    const merit = twin.stageMerits[name];
    if (merit === undefined) return [];
    const score = scoreOf(merit, spec.task.direction);
    const isScore = name === spec.task.scoreStage;
    const instances = twin.instanceMerits.map((instance) => scoreOf(instance, spec.task.direction));
    return [
      {
        status: 'ok',
        stage: name,
        split,
        measurement: {
          score,
          ...(isScore && instances.length > 0 && { instances }),
          ...(isScore && twin.descriptors.length > 0 && { descriptors: twin.descriptors }),
          ...(twin.behaviour !== null && { behaviour: twin.behaviour }),
        },
        ...inheritedRepeats(twin, name, spec.task.direction),
      },
    ];
  });
}
