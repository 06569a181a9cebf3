import type { CandidateId, Member } from './candidate.ts';
import { addCost } from './cost.ts';
import { meritOf, type StageResult } from './evaluation.ts';
import type { Event } from './event.ts';
import { addToPopulation, addWithin, NO_POPULATION, NO_SPREAD } from './noise.ts';
import type { RunSpec } from './run-spec.ts';
import type { FinalRound, NoiseState, RunState } from './run-state.ts';

type EventOf<T extends Event['type']> = Extract<Event, { type: T }>;

/** What `reduce` does about noise: nothing of it touches a run whose task has none. */
export function initialNoise(): NoiseState {
  return { within: new Map(), population: NO_POPULATION, remeasured: 0, final: null };
}

/** Merits of all repeats in some results, by stage; undefined when no stage has any. */
export function repeatsOf(
  results: readonly StageResult[],
  { task: { direction } }: RunSpec,
): Record<string, readonly number[]> | undefined {
  const byStage: Record<string, readonly number[]> = {};
  for (const result of results) {
    if (result.status !== 'ok' || result.repeats === undefined) continue;
    byStage[result.stage] = result.repeats.scores.map((score) => meritOf(score, direction));
  }
  return Object.keys(byStage).length === 0 ? undefined : byStage;
}

/** Learns the size of the noise, and where the population is, from one candidate's first repeats. */
export function learnNoise(state: RunState, member: Member): void {
  if (member.repeats === undefined) return;
  addSpread(state, member.repeats);
  const repeats = member.repeats[state.spec.task.scoreStage];
  if (repeats === undefined) return;
  state.noise.population = addToPopulation(state.noise.population, meanOf(repeats), repeats.length);
}

/** Adds fresh repeats to a candidate, and says who is best now. Returns the best before. */
export function remeasured(state: RunState, event: EventOf<'candidate.remeasured'>): Member | null {
  const { candidate, results, outcome } = event;
  state.cost = addCost(state.cost, { ...event.cost, ...event.measured });
  const fresh = repeatsOf(results, state.spec) ?? {};
  addSpread(state, fresh);
  if (outcome === undefined) {
    addToFinal(state.noise.final as FinalRound, candidate, fresh);
    return null;
  }
  state.noise.remeasured += event.cost.evaluations;
  const member = state.members.get(candidate) as Member;
  const before = state.best;
  const merit = meritOf(outcome.estimate, state.spec.task.direction);
  replaceMember(state, withFreshRepeats(member, merit, results, state.spec));
  setBest(state, state.members.get(outcome.best) as Member);
  return before;
}

/** A member with more repeats, and what it is held to be worth after them. */
export function withFreshRepeats(
  member: Member,
  merit: number,
  results: readonly StageResult[],
  spec: RunSpec,
): Member {
  return { ...member, merit, repeats: merged(member.repeats, repeatsOf(results, spec) ?? {}) };
}

/** The final round's answer. Returns who was champion before. */
export function chooseChampion(state: RunState, event: EventOf<'champion.chosen'>): Member | null {
  const { task } = state.spec;
  const merit = meritOf(event.estimate, task.direction);
  const before = state.champion;
  const member = state.members.get(event.candidate) as Member;
  (state.noise.final as FinalRound).chosen = event.candidate;
  if (task.hasValidation) {
    state.champion = member;
    state.championMerit = merit;
  } else {
    const chosen = { ...member, merit };
    replaceMember(state, chosen);
    setBest(state, chosen);
  }
  return before;
}

function setBest(state: RunState, best: Member): void {
  state.best = best;
  if (state.spec.task.hasValidation) return;
  state.champion = best;
  state.championMerit = best.merit;
}

function addSpread({ noise }: RunState, repeats: Readonly<Record<string, readonly number[]>>): void {
  for (const [stage, merits] of Object.entries(repeats)) {
    noise.within.set(stage, addWithin(noise.within.get(stage) ?? NO_SPREAD, merits));
  }
}

/** A finalist that failed on a fresh repeat is out. */
function addToFinal(
  { opened, repeats }: FinalRound,
  candidate: CandidateId,
  fresh: Readonly<Record<string, readonly number[]>>,
): void {
  const before = repeats.get(candidate) ?? [];
  const more = fresh[opened.stage];
  repeats.set(candidate, more === undefined ? null : [...before, ...more]);
}

function merged(
  before: Member['repeats'],
  fresh: Readonly<Record<string, readonly number[]>>,
): Record<string, readonly number[]> {
  const all: Record<string, readonly number[]> = { ...before };
  for (const [stage, merits] of Object.entries(fresh)) all[stage] = [...(all[stage] ?? []), ...merits];
  return all;
}

/** Puts what is now known about a member wherever it stands. */
function replaceMember(state: RunState, member: Member): void {
  const before = state.members.get(member.id);
  state.members.set(member.id, member);
  for (const region of state.regions) {
    const place = before && region.placeOf(before);
    if (place !== undefined) region.put(place, member);
  }
  if (state.best === before) state.best = member;
  if (state.champion === before) state.champion = member;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
