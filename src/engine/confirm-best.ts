import { type CandidateId, isBetter, type Member } from '../core/candidate.ts';
import { costOf } from '../core/cost.ts';
import { scoreOf } from '../core/evaluation.ts';
import type { NoiseSpec } from '../core/noise.ts';
import type { Program } from '../core/program.ts';
import type { RunState } from '../core/run-state.ts';
import type { Task } from '../core/task.ts';
import type { Executor } from './executor.ts';
import { hasBudgetFor } from './ledger.ts';
import type { Meter } from './meter.ts';
import type { ModelDesk } from './models/model-desk.ts';
import { estimatedMerit, estimateOf } from './racing.ts';
import type { Recorder } from './recorder.ts';
import { repeatStage, scoreOnly } from './repeat-stage.ts';

export interface ConfirmContext {
  readonly recorder: Recorder;
  readonly task: Task;
  readonly executor: Executor;
  /** Null for a run that asks no models. */
  readonly desk: ModelDesk | null;
  readonly meter: Meter;
  readonly programOf: (hash: string) => Program;
}

/**
 * Measures the best again, on fresh repeats, until whoever is best then has enough of them: a new best right after it
 * became best, a reigning one whenever ten times as many candidates have been compared with it. A lucky one is found out
 * here and makes room. This puts repeats where they decide something, as optimal computing budget allocation does (Chen
 * et al. 2000), in the simplest form: always the apparent best. It happens between two commits, so the log does not depend
 * on timing.
 */
export async function confirmBest(context: ConfirmContext): Promise<void> {
  const { recorder, task, executor, desk, meter, programOf } = context;
  const { state } = recorder;
  const { noise } = state.spec;
  const stage = task.stages.find(({ name }) => name === state.spec.task.scoreStage);
  if (noise === undefined || stage?.repeats === undefined || state.stopped !== null) return;
  while (state.best !== null) {
    const best: Member = state.best;
    const before = best.repeats?.[stage.name] ?? [];
    const count = Math.min(noise.most, repeatsOfBest(noise, state.committed) - before.length);
    if (count <= 0 || !mayMeasure(state, noise, count) || !hasBudgetFor(state, task.limits, count)) return;

    const evaluator = desk?.evaluator(best.id, 'again', count);
    const options = { draws: noise.draws, first: before.length, count, asking: evaluator?.asking };
    const { result, repeats, usage } = await repeatStage(executor, programOf(best.program), stage, options);
    meter.addChildCpu(usage.cpuMs);
    const fresh = result.status === 'ok' ? (result.repeats?.scores ?? []) : null;
    const sign = scoreOf(1, state.spec.task.direction);
    const merit =
      fresh === null
        ? leastMerit(state)
        : estimatedMerit(state, best, [...before, ...fresh.map((score) => sign * score)]);
    const next = bestWith(state, { ...best, merit });
    recorder.emit({
      type: 'candidate.remeasured',
      candidate: best.id,
      results: [scoreOnly(result)],
      outcome: { estimate: estimateOf(merit, state.spec.task.direction), best: next },
      cost: costOf({ evaluations: repeats, steps: usage.steps, ...evaluator?.cost }),
      measured: meter.sinceLast(),
    });
    // The only one there is cannot make room.
    if (fresh === null && next === best.id) return;
  }
}

/** The best of ten times as many candidates is luckier: each power of ten asks for `most` repeats more. */
function repeatsOfBest({ most }: NoiseSpec, candidates: number): number {
  return most * (1 + Math.ceil(Math.log10(Math.max(2, candidates))));
}

function mayMeasure(state: RunState, { confirmShare, most }: NoiseSpec, count: number): boolean {
  return state.noise.remeasured + count <= Math.max(2 * most, confirmShare * state.cost.evaluations);
}

/** Who is best when one member's merit is another; equal ones: the older. */
function bestWith(state: RunState, changed: Member): CandidateId {
  let best = changed;
  for (const member of state.members.values()) {
    if (member.id === changed.id) continue;
    if (isBetter(member, best) || (!isBetter(best, member) && member.id < best.id)) best = member;
  }
  return best.id;
}

/** One that fails on a repeat has no score to rely on. */
function leastMerit(state: RunState): number {
  return Math.min(...[...state.members.values()].map(({ merit }) => merit));
}
