import { KaizenError } from '../../base/errors.ts';
import type { Event } from '../../core/event.ts';
import type { Program } from '../../core/program.ts';
import type { RunState } from '../../core/run-state.ts';
import type { Task } from '../../core/task.ts';
import type { RunWriter, Workspace } from '../../store/contract.ts';
import { type Algorithms, createAlgorithms, type FurtherOperators } from '../components.ts';
import type { Executor } from '../executor.ts';
import type { Meter } from '../meter.ts';
import type { Recorder } from '../recorder.ts';
import { runProgram } from '../run-program.ts';
import { type Briefing, takeBriefing } from './briefing.ts';
import { ModelDesk } from './model-desk.ts';
import type { ModelMachine } from './model-machine.ts';
import type { AskingOptions } from './named-models.ts';

/** What a caller gives so that a run can reach models. */
export type RunModels = Omit<ModelMachine, 'clock'>;

interface RunParts {
  readonly writer: RunWriter;
  readonly recorder: Recorder;
  readonly algorithms: Algorithms;
  readonly executor: Executor;
  readonly meter: Meter;
  readonly programOf: (hash: string) => Program;
  readonly briefings: Map<number, Briefing>;
}

interface DeskOwner {
  readonly workspace: Workspace;
  readonly task: Task;
  readonly machine: { readonly clock: ModelMachine['clock'] };
  readonly models?: (run: string) => RunModels;
}

/** The desk of a run that asks models; null for one that does not. Fails with KAIZEN_MODELS_MISSING without `models`. */
export function createDesk({ workspace, task, machine, models }: DeskOwner, parts: RunParts): ModelDesk | null {
  const { writer, recorder, algorithms, programOf, briefings } = parts;
  const { taskModel } = recorder.state.spec;
  const asked = [...algorithms.modelOperators, ...algorithms.reflectors].map(({ model }) => model);
  if (taskModel !== undefined) asked.push(taskModel);
  if (asked.length === 0) return null;
  if (models === undefined) {
    throw new KaizenError('KAIZEN_MODELS_MISSING', 'the run asks models, and nothing here can reach them', {
      wanted: `a provider for ${asked.join(', ')}`,
      next: 'start or resume it with `kaizen`, or give `models` to the function that runs it',
    });
  }
  const stages = task.stages.filter(({ split }) => split === 'train');
  const context = {
    task,
    algorithms,
    recorder,
    machine: { ...models(writer.id), clock: machine.clock },
    source: { eventsOfSlot: (slot: number) => workspace.eventsOfSlot(writer.id, slot), programOf },
    callsOfSlot: (slot: number) => workspace.modelCalls(writer.id, slot),
    journal: writer.journal.bind(writer),
    tryOut: async (program: Program, asking: AskingOptions | undefined) => {
      const thresholds = { stages: {}, incumbent: null };
      const input = { program, size: 0, stages, direction: task.direction, thresholds, asking, twinOf: () => null };
      return runProgram(parts, input);
    },
  };
  return new ModelDesk(context, briefings);
}

/** While a log is folded, takes the briefings of slots that ask models and keeps those that never ended. */
export function briefingObserver(
  briefings: Map<number, Briefing>,
  further: FurtherOperators,
): (state: RunState, event: Event) => void {
  let algorithms: Algorithms | null = null;
  return (state, event) => {
    if (event.type === 'slot.opened' && 'asked' in event.proposal) {
      algorithms ??= createAlgorithms(state.spec.components, further);
      briefings.set(event.slot, takeBriefing(state, event, algorithms));
    } else if ('slot' in event && event.slot !== null && 'cost' in event && event.type !== 'call.lost') {
      briefings.delete(event.slot);
    }
  };
}
