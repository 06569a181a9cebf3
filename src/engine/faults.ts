import { KaizenError } from '../base/errors.ts';
import { modelFaultOf } from '../core/evaluation.ts';
import type { SlotEnd } from '../core/event.ts';
import type { RunState } from '../core/run-state.ts';
import { hasNoMember, isMending } from './mending.ts';
import type { Recorder } from './recorder.ts';

/** Evaluator failures that a run bears before it pauses: a broken task would only burn its budget. */
const ERRORS_BORNE = 5;

/** Proposals and evaluations in a row that a model may fail before a run pauses: a wrong key or a dead server does not heal by itself. */
const MODEL_FAULTS_BORNE = 12;

/** Records what went wrong beside the search, and ends a run that cannot go on. */
export function checkFaults(recorder: Recorder, event: SlotEnd): void {
  const { state } = recorder;
  const last = event.type === 'candidate.evaluated' ? event.results.at(-1) : undefined;
  const code = last === undefined ? null : modelFaultOf(last);
  if (last?.status === 'error' && code !== null) {
    recorder.emit({ type: 'fault.recorded', slot: event.slot, code, message: last.reason });
    requireModels(recorder, last.reason);
  } else if (last?.status === 'error') {
    recorder.emit({ type: 'fault.recorded', slot: event.slot, code: 'KAIZEN_EVALUATOR_FAILED', message: last.reason });
    if (state.tally.error >= ERRORS_BORNE && state.tally.error > state.tally.ok) {
      recorder.flush();
      throw new KaizenError('KAIZEN_EVALUATOR_FAILED', `the evaluator failed on ${state.tally.error} candidates`, {
        got: last.reason,
        next: 'repair the task (see `kaizen show <run> <candidate>`), then run it again',
      });
    }
  }
  if (event.type === 'candidate.rejected' && event.reason.startsWith('KAIZEN_MODEL_')) {
    recorder.emit({ type: 'fault.recorded', slot: event.slot, code: event.reason, message: 'the model gave no reply' });
    requireModels(recorder, event.reason);
  }
  if (state.committed === state.spec.seeds.length && isHopeless(state)) {
    recorder.flush();
    throw seedFailed(
      state,
      last === undefined || last.status === 'ok' ? 'no score' : `${last.status}: ${last.reason}`,
      code !== null,
    );
  }
}

function requireModels(recorder: Recorder, got: string): void {
  const { modelFaultsInARow } = recorder.state;
  if (modelFaultsInARow < MODEL_FAULTS_BORNE) return;
  recorder.flush();
  throw new KaizenError('KAIZEN_MODELS_FAILING', `models failed ${modelFaultsInARow} times in a row`, {
    got,
    next: 'try the model alone: kaizen models --check <model>; then go on: kaizen resume',
  });
}

/** A run that could not begin cannot go on either: without a member there is nothing to make children of. */
export function requireMembers(state: RunState): void {
  if (state.committed >= state.spec.seeds.length && isHopeless(state)) throw seedFailed(state, 'no score');
}

function isHopeless(state: RunState): boolean {
  return hasNoMember(state) && !isMending(state);
}

function seedFailed({ spec }: RunState, got: string, isModelFault = false): KaizenError {
  return new KaizenError('KAIZEN_SEED_FAILED', `no seed program of task '${spec.task.name}' has a score`, {
    wanted: 'at least one seed program that the evaluator can score',
    got,
    next: isModelFault
      ? 'the model that the evaluator asks gave no answer; try it alone: kaizen models --check <model>'
      : 'repair the seed program or the evaluator, or let a model try: --model <name>; then start a new run',
  });
}
