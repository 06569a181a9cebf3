import { KaizenError } from '../base/errors.ts';
import type { Event } from '../core/event.ts';
import { initialState, reduce } from '../core/reduce.ts';
import type { RunState } from '../core/run-state.ts';
import { createIslands } from '../search/components.ts';

/**
 * The state that a log leads to. Needs no algorithm, since events carry outcomes. `observe` is told of each event right
 * after it was applied.
 */
export function foldEvents(
  events: Iterable<Event>,
  observe: (state: RunState, event: Event) => void = () => {},
): RunState {
  let state: RunState | null = null;
  for (const event of events) {
    if (event.type === 'run.created') {
      state = initialState(event.spec, createIslands(event.spec.components.islands).count);
    } else if (state !== null) {
      reduce(state, event);
      observe(state, event);
    }
  }
  if (state === null) {
    throw new KaizenError('KAIZEN_LOG_INCOMPATIBLE', 'the log does not begin with run.created', {
      next: 'run `kaizen verify` on it',
    });
  }
  return state;
}
