import { type Candidate, isBetter, type Member } from './candidate.ts';
import { armName } from './component.ts';
import { addCost, ZERO_COST } from './cost.ts';
import { meritOf, modelFaultOf, type StageResult } from './evaluation.ts';
import type { Event, IslandChange, Measured } from './event.ts';
import { INJECTED } from './order.ts';
import { chooseChampion, initialNoise, learnNoise, remeasured, repeatsOf } from './reduce-noise.ts';
import { disinherited, steered } from './reduce-steering.ts';
import { MutableRegion } from './region.ts';
import type { RunSpec } from './run-spec.ts';
import { FAILED_CAPACITY, type OpenSlot, RECENT_CAPACITY, type RunState } from './run-state.ts';
import { newArm } from './search.ts';
import { initialSteering, isBanned } from './steering.ts';

type EventOf<T extends Event['type']> = Extract<Event, { type: T }>;

/** The state before any event but `run.created`. */
export function initialState(spec: RunSpec, islands: number): RunState {
  return {
    spec,
    status: 'running',
    reason: null,
    nextSlot: 0,
    committed: 0,
    open: new Map(),
    regions: Array.from({ length: islands }, () => new MutableRegion()),
    members: new Map(),
    placesOf: new Map(),
    arms: new Map(spec.components.operators.map(armName).map((name) => [name, newArm(name)])),
    learned: new Map(),
    seen: new Map(),
    behaviours: new Map(),
    evaluated: 0,
    recent: [],
    failed: [],
    reflected: new Map(),
    tally: { ok: 0, screened: 0, invalid: 0, timeout: 0, crash: 0, error: 0, rejected: 0 },
    // What a run is given is not free: its share counts as spent before the first slot.
    cost: spec.experience?.charged ?? ZERO_COST,
    best: null,
    champion: null,
    championMerit: Number.NEGATIVE_INFINITY,
    committedAtBest: 0,
    rejectedInARow: 0,
    modelFaultsInARow: 0,
    stopped: null,
    simplifySlots: 0,
    simplifyFailures: 0,
    tested: [],
    noise: initialNoise(),
    steering: initialSteering(spec.budget),
  };
}

/**
 * Applies one event: the only place where a run's state changes. It folds in place, because a run has one state and
 * copying it 100,000 times would be waste; nothing else may write to it.
 */
export function reduce(state: RunState, event: Event): void {
  switch (event.type) {
    case 'run.created':
      return;
    case 'run.started':
      state.status = 'running';
      state.reason = null;
      return;
    case 'slot.opened':
      openSlot(state, event);
      return;
    case 'candidate.proposed':
      proposed(state, event);
      return;
    case 'slot.reflected':
      closeSlot(state, event);
      return;
    case 'call.lost':
      state.cost = addCost(state.cost, event.cost);
      return;
    case 'candidate.rejected':
      state.rejectedInARow += 1;
      state.tally.rejected += 1;
      if (event.reason.startsWith('KAIZEN_MODEL_')) state.modelFaultsInARow += 1;
      closeSlot(state, event);
      return;
    case 'candidate.evaluated':
      evaluated(state, event);
      return;
    case 'island.migrated':
    case 'island.reset':
      for (const change of event.changes) applyChange(state, change);
      return;
    case 'run.steered': {
      const loose = steered(state, event);
      for (const change of event.standing?.changes ?? []) applyChange(state, change);
      for (const member of loose) forgetUnused(state, member);
      return;
    }
    case 'search.stopped':
      state.stopped = { reason: event.reason, atSlot: state.nextSlot };
      return;
    case 'candidate.remeasured':
      forgetUnused(state, remeasured(state, event));
      return;
    case 'final.opened':
      state.noise.final = { opened: event, repeats: new Map(), chosen: null };
      return;
    case 'champion.chosen':
      forgetUnused(state, chooseChampion(state, event));
      return;
    case 'candidate.tested':
      state.tested.push(event);
      if (event.cost !== undefined) state.cost = addCost(state.cost, event.cost);
      spend(state, event.measured);
      return;
    case 'run.paused':
      state.status = 'paused';
      state.reason = event.reason;
      spend(state, event.measured);
      return;
    case 'run.finished':
      state.status = 'finished';
      state.reason = event.reason;
      spend(state, event.measured);
      return;
    case 'fault.recorded':
      return;
  }
}

function openSlot(state: RunState, event: EventOf<'slot.opened'>): void {
  state.open.set(event.slot, { opened: event, visible: state.committed });
  state.nextSlot = event.slot + 1;
  if (event.phase === 'simplify') state.simplifySlots += 1;
  if (event.operator === INJECTED) state.steering.injected.shift();
  const arm = state.arms.get(event.operator);
  if (arm !== undefined) state.arms.set(event.operator, { ...arm, opened: arm.opened + 1 });
  if (event.phase === 'reflect') state.reflected.set(event.operator, state.evaluated);
  see(state, event);
}

/** What a model proposed takes its place in the slot that asked it. */
function proposed(state: RunState, event: EventOf<'candidate.proposed'>): void {
  const { slot, parents, proposal } = event;
  const open = state.open.get(slot) as OpenSlot;
  state.open.set(slot, { ...open, opened: { ...open.opened, parents, proposal } });
  // Where the evaluator asks a model too, only an evaluation shows that models answer.
  if ('program' in proposal && state.spec.taskModel === undefined) state.modelFaultsInARow = 0;
  // With the commit that follows at once: slots that were opened before must not see it, however late they look.
  see(state, event, state.committed + 1);
}

function see(
  state: RunState,
  { slot, proposal }: EventOf<'slot.opened' | 'candidate.proposed'>,
  since = state.committed,
): void {
  if (!('program' in proposal) || state.seen.has(proposal.program)) return;
  state.seen.set(proposal.program, { slot, since });
}

function closeSlot(
  state: RunState,
  event: EventOf<'candidate.rejected' | 'candidate.evaluated' | 'slot.reflected'>,
): OpenSlot {
  const slot = state.open.get(event.slot) as OpenSlot;
  const { operator, phase } = slot.opened;
  state.open.delete(event.slot);
  state.committed += 1;
  state.cost = addCost(state.cost, event.cost);
  spend(state, event.measured);
  if (phase === 'simplify') state.simplifyFailures += 1;
  const arm = state.arms.get(operator);
  if (arm !== undefined && event.credit !== null) {
    state.arms.set(operator, { ...arm, ...event.credit, closed: arm.closed + 1 });
  }
  const learned = Object.entries({ ...event.taught, ...(event.learned && { [operator]: event.learned }) });
  for (const [name, changes] of learned) state.learned.set(name, { ...state.learned.get(name), ...changes });
  return slot;
}

function evaluated(state: RunState, event: EventOf<'candidate.evaluated'>): void {
  const slot = closeSlot(state, event);
  state.rejectedInARow = 0;
  state.evaluated += 1;
  state.recent.push(event.slot);
  if (state.recent.length > RECENT_CAPACITY) state.recent.shift();
  const candidate = candidateOf(slot);
  const member = candidate && memberOf(candidate, event.results, state.spec, event.estimate);
  const last = event.results.at(-1) as StageResult;
  if (state.spec.taskModel !== undefined) {
    if (modelFaultOf(last) !== null) state.modelFaultsInARow += 1;
    // A candidate that asked nothing shows nothing.
    else if (event.cost.tokensOut > 0) state.modelFaultsInARow = 0;
  }
  state.tally[last.status === 'ok' && member === null ? 'screened' : last.status] += 1;
  const behaviour = behaviourOf(event.results);
  if (behaviour !== null && !state.behaviours.has(behaviour)) {
    state.behaviours.set(behaviour, {
      candidate: event.slot,
      since: state.committed,
      merit: member?.merit ?? null,
    });
  }
  if (member === null && candidate !== null) keepFailed(state, candidate, event.results);
  if (member === null || disinherited(state, member)) return;
  if (event.inheritedFrom === undefined) learnNoise(state, member);

  for (const { id, role } of member.parents) {
    const parent = state.members.get(id);
    if (role === 'parent' && parent !== undefined) parent.children += 1;
  }
  state.failed.length = 0;
  const isSeed = slot.opened.phase === 'seed';
  if (isSeed || event.isBest || event.isChampion || event.changes.length > 0) state.members.set(member.id, member);
  for (const change of event.changes) applyChange(state, change);
  if (event.isBest) {
    const before = state.best;
    state.best = member;
    state.committedAtBest = state.committed;
    forgetUnused(state, before);
  }
  if (event.isChampion) {
    const before = state.champion;
    state.champion = member;
    state.championMerit = validationMerit(event.results, state.spec) ?? member.merit;
    state.simplifyFailures = 0;
    forgetUnused(state, before);
  }
}

/** Programs that fail are of use only while there is none that works; an evaluator's own failure says nothing about one. */
function keepFailed(state: RunState, candidate: Candidate, results: readonly StageResult[]): void {
  if (state.members.size > 0 || !results.some(({ status }) => status !== 'ok' && status !== 'error')) return;
  state.failed.push({ candidate, stages: results.filter(({ status }) => status === 'ok').length });
  if (state.failed.length > FAILED_CAPACITY) state.failed.shift();
}

/** The candidate that an open slot proposed; null when it proposed none. */
export function candidateOf(slot: OpenSlot): Candidate | null {
  const { slot: id, proposal, parents, operator, island } = slot.opened;
  if (!('program' in proposal)) return null;
  const { program, size, generation, note } = proposal;
  return { id, program, parents, operator, generation, island, size, note };
}

/**
 * The member that stage results make of a candidate; null when it reached no train score. `estimate` replaces the score
 * of a noisy task.
 */
export function memberOf(
  candidate: Candidate,
  results: readonly StageResult[],
  spec: RunSpec,
  estimate?: number,
): Member | null {
  const { direction } = spec.task;
  const stageMerits: Record<string, number> = {};
  let train: Extract<StageResult, { status: 'ok' }> | null = null;
  for (const result of results) {
    if (result.status !== 'ok') return null;
    stageMerits[result.stage] = meritOf(result.measurement.score, direction);
    if (result.stage === spec.task.scoreStage) train = result;
  }
  if (train === null) return null;
  const { measurement } = train;
  const repeats = repeatsOf(results, spec);
  return {
    ...candidate,
    merit: meritOf(estimate ?? measurement.score, direction),
    stageMerits,
    descriptors: measurement.descriptors ?? [],
    instanceMerits: (measurement.instances ?? []).map((score) => meritOf(score, direction)),
    behaviour: behaviourOf(results),
    ...(repeats && { repeats }),
    children: 0,
  };
}

/** The behaviour hash that the first stage reported; null when the task reports none. */
export function behaviourOf(results: readonly StageResult[]): string | null {
  const first = results[0];
  return (first?.status === 'ok' && first.measurement.behaviour) || null;
}

/** Merit on the validation split; null when that stage was not reached. */
export function validationMerit(results: readonly StageResult[], spec: RunSpec): number | null {
  for (const result of results) {
    if (result.split === 'validation' && result.status === 'ok') {
      return meritOf(result.measurement.score, spec.task.direction);
    }
  }
  return null;
}

/** Whether a child with this validation merit replaces the champion: better, or as good and smaller. */
export function isNewChampion(state: RunState, merit: number, size: number): boolean {
  if (state.champion === null) return true;
  return isBetter({ merit, size }, { merit: state.championMerit, size: state.champion.size });
}

function applyChange(state: RunState, change: IslandChange): void {
  const region = state.regions[change.island] as MutableRegion;
  const before = region.get(change.place) ?? null;
  if (change.candidate === null) {
    region.remove(change.place);
  } else {
    const member = state.members.get(change.candidate) as Member;
    region.put(change.place, member);
    state.placesOf.set(member.id, (state.placesOf.get(member.id) ?? 0) + 1);
  }
  if (before !== null) {
    const left = (state.placesOf.get(before.id) ?? 1) - 1;
    if (left > 0) state.placesOf.set(before.id, left);
    else state.placesOf.delete(before.id);
    forgetUnused(state, before);
  }
}

/** Memory stays bounded by what is kept: a member that stands nowhere is dropped; its record is in the store. */
function forgetUnused(state: RunState, member: Member | null): void {
  if (member === null || state.placesOf.has(member.id)) return;
  const { id } = member;
  const isSeed = id < state.spec.seeds.length && !isBanned(state.steering, member);
  if (isSeed || id === state.best?.id || id === state.champion?.id || state.steering.pinned.has(id)) return;
  state.members.delete(id);
}

function spend(state: RunState, measured: Measured): void {
  state.cost = addCost(state.cost, { ...ZERO_COST, cpuMs: measured.cpuMs, wallMs: measured.wallMs });
}
