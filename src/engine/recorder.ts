import type { Json } from '../base/json.ts';
import { scoreOf } from '../core/evaluation.ts';
import type { Event } from '../core/event.ts';
import type { Program } from '../core/program.ts';
import { reduce } from '../core/reduce.ts';
import type { RunState } from '../core/run-state.ts';
import type { RunSummary, RunWriter } from '../store/contract.ts';
import type { ModelCall } from '../store/model-calls.ts';

/**
 * The only way for events to reach a run: each is folded into the state at once, and all since the last flush become
 * one durable group. When a flush throws, the log is as it was before the group and the run must end.
 */
export class Recorder {
  readonly state: RunState;
  readonly #writer: RunWriter;
  #events: Event[] = [];
  #programs: Program[] = [];
  #artifacts: { slot: number; name: string; value: Json }[] = [];
  #calls: ModelCall[] = [];

  constructor(state: RunState, writer: RunWriter) {
    this.state = state;
    this.#writer = writer;
  }

  emit(event: Event): void {
    reduce(this.state, event);
    this.#events.push(event);
  }

  keepProgram(program: Program): void {
    this.#programs.push(program);
  }

  keepArtifact(slot: number, name: string, value: Json): void {
    this.#artifacts.push({ slot, name, value });
  }

  /** What has become of a call that the group's events tell of: written with them, or not at all. */
  keepCall(call: ModelCall): void {
    this.#calls.push(call);
  }

  /** Makes the group durable and returns its events. */
  flush(): readonly Event[] {
    const events = this.#events;
    if (events.length === 0) return events;
    this.#writer.append({
      events,
      programs: this.#programs,
      artifacts: this.#artifacts,
      calls: this.#calls,
      summary: summarize(this.state),
    });
    this.#events = [];
    this.#programs = [];
    this.#artifacts = [];
    this.#calls = [];
    return events;
  }
}

/** What lists show of a run. */
export function summarize(state: RunState): RunSummary {
  const { status, reason, committed, best, champion, championMerit, cost, spec } = state;
  const { direction, hasValidation } = spec.task;
  return {
    status,
    reason,
    committed,
    bestCandidate: best?.id ?? null,
    trainScore: best && scoreOf(best.merit, direction),
    championCandidate: champion?.id ?? null,
    validationScore: champion && hasValidation ? scoreOf(championMerit, direction) : null,
    cost,
  };
}
