import type { Member } from '../src/core/candidate.ts';
import { ZERO_COST } from '../src/core/cost.ts';
import type { Event } from '../src/core/event.ts';
import { initialState, reduce } from '../src/core/reduce.ts';
import type { RunSpec } from '../src/core/run-spec.ts';
import type { RunState } from '../src/core/run-state.ts';
import { createSpec, type RunRequest } from '../src/engine/create-spec.ts';
import { sampleTask } from './sample-task.ts';

/** A specification for the sample task. */
export function sampleSpec(request: Partial<RunRequest> = {}): RunSpec {
  return createSpec({ task: sampleTask(), budget: { evaluations: 100 }, ...request });
}

/** The state after some slots, each of which scored as given (error: lower is better). */
export function sampleState(spec: RunSpec, scores: readonly (number | 'crash' | 'rejected')[]): RunState {
  const state = initialState(spec, 1);
  scores.forEach((score, slot) => {
    for (const event of slotEvents(slot, score, state)) reduce(state, event);
  });
  return state;
}

/** The two events of one slot; a better score than before becomes best and champion. */
export function slotEvents(slot: number, score: number | 'crash' | 'rejected', state: RunState): Event[] {
  const opened: Event = {
    type: 'slot.opened',
    slot,
    phase: slot === 0 ? 'seed' : 'search',
    operator: slot === 0 ? 'seed' : 'numeric-tuning',
    island: 0,
    parents: slot === 0 ? [] : [{ id: 0, role: 'parent' }],
    proposal:
      score === 'rejected'
        ? { rejected: 'duplicate' }
        : { program: `hash-${slot}`, size: 10, generation: slot === 0 ? 0 : 1, note: {} },
    thresholds: { stages: {}, incumbent: null },
  };
  const cost = { ...ZERO_COST, evaluations: 1, steps: 100 };
  const end = {
    slot,
    cost,
    credit: slot === 0 ? null : { weight: slot, reward: 0, compute: 100 * slot },
    measured: { cpuMs: 2, wallMs: 3 },
  };
  if (score === 'rejected')
    return [
      opened,
      { type: 'candidate.rejected', ...end, cost: { ...cost, evaluations: 0, steps: 0 }, reason: 'duplicate' },
    ];
  if (score === 'crash') {
    const results = [{ status: 'crash', stage: 'train', split: 'train', reason: 'threw' }] as const;
    return [
      opened,
      {
        type: 'candidate.evaluated',
        ...end,
        results,
        archive: 'rejected',
        changes: [],
        isBest: false,
        isChampion: false,
      },
    ];
  }
  const at = (name: string, split: 'train' | 'validation') =>
    ({ status: 'ok', stage: name, split, measurement: { score } }) as const;
  const isBetter = state.best === null || -score > (state.best as Member).merit;
  return [
    opened,
    {
      type: 'candidate.evaluated',
      ...end,
      results: isBetter ? [at('train', 'train'), at('validation', 'validation')] : [at('train', 'train')],
      archive: 'added',
      changes: [{ island: 0, place: `${slot}`, candidate: slot }],
      isBest: isBetter,
      isChampion: isBetter,
    },
  ];
}
