import { mean } from '../base/statistics.ts';
import type { Member } from '../core/candidate.ts';
import { type Direction, type StageResult, scoreOf } from '../core/evaluation.ts';
import { NO_SPREAD, type RaceTarget } from '../core/noise.ts';
import type { RunState } from '../core/run-state.ts';
import type { Stage } from '../core/task.ts';
import { shrunkMerit } from '../search/racing/shrink.ts';

/**
 * Whom a slot that is opened now races against: the best on the score stage, the champion on validation. Undefined when
 * the task has no noise.
 */
export function raceTargets(state: RunState, stages: readonly Stage[]): Record<string, RaceTarget> | undefined {
  const { noise, task } = state.spec;
  if (noise === undefined) return undefined;
  const targets: Record<string, RaceTarget> = {};
  for (const { name, split, repeats } of stages) {
    if (repeats === undefined) continue;
    const incumbent = name === task.scoreStage ? state.best : split === 'validation' ? state.champion : null;
    const merits = incumbent?.repeats?.[name];
    if (merits === undefined) continue;
    const { squares, degrees } = state.noise.within.get(name) ?? NO_SPREAD;
    targets[name] = {
      mean: mean(merits),
      count: merits.length,
      squares,
      degrees,
      ...(noise.draws === 'common' && { repeats: merits.slice(0, repeats.most) }),
    };
  }
  return targets;
}

/** The member with the merit that the search goes by: of a noisy task an estimate, else what it scored. */
export function estimated<M extends Member | null>(state: RunState, member: M): M {
  if (member === null || state.spec.noise === undefined) return member;
  return { ...member, merit: estimatedMerit(state, member, member.repeats?.[state.spec.task.scoreStage] ?? []) };
}

/** What a candidate with these repeats on the score stage is held to be worth. */
export function estimatedMerit(state: RunState, member: Member, merits: readonly number[]): number {
  if (merits.length === 0) return member.merit;
  const within = state.noise.within.get(state.spec.task.scoreStage) ?? NO_SPREAD;
  return shrunkMerit(merits, within, state.noise.population);
}

/** A merit as the log has it: JSON knows no negative zero. */
export function estimateOf(merit: number, direction: Direction): number {
  return scoreOf(merit, direction) + 0;
}

/** The repeats that a candidate takes over from one that behaves the same. */
export function inheritedRepeats(
  twin: Member,
  stage: string,
  direction: Direction,
): Pick<Extract<StageResult, { status: 'ok' }>, 'repeats'> {
  const merits = twin.repeats?.[stage];
  if (merits === undefined) return {};
  return { repeats: { first: 0, scores: merits.map((merit) => scoreOf(merit, direction)) } };
}
