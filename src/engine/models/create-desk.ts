import { KaizenError } from '../../base/errors.ts';
import type { Program } from '../../core/program.ts';
import type { RunState } from '../../core/run-state.ts';
import type { Task } from '../../core/task.ts';
import type { RunWriter, Workspace } from '../../store/contract.ts';
import type { ModelCall } from '../../store/model-calls.ts';
import { type Algorithms, createAlgorithms, type FurtherOperators } from '../components.ts';
import type { Executor } from '../executor.ts';
import type { Meter } from '../meter.ts';
import type { Recorder } from '../recorder.ts';
import { foldEvents } from '../replay.ts';
import { runProgram } from '../run-program.ts';
import { Briefings } from './briefings.ts';
import { ModelDesk } from './model-desk.ts';
import type { ModelMachine } from './model-machine.ts';
import type { AskingOptions } from './named-models.ts';
import { ProgramVectors } from './program-vectors.ts';
import { FIRST_REPEAT_OF_TRIES, stagesOfTry } from './tries.ts';

/** What a caller gives so that a run can reach models. */
export type RunModels = Omit<ModelMachine, 'clock'>;

interface RunParts {
  readonly writer: RunWriter;
  readonly recorder: Recorder;
  readonly algorithms: Algorithms;
  readonly executor: Executor;
  readonly meter: Meter;
  readonly programOf: (hash: string) => Program;
  /** Of slots that were open when the run was interrupted. */
  readonly briefings: Briefings | null;
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
  const stages = stagesOfTry(task);
  const { noise } = recorder.state.spec;
  const context = {
    task,
    algorithms,
    recorder,
    machine: { ...models(writer.id), clock: machine.clock },
    source: { eventsOfSlot: (slot: number) => workspace.eventsOfSlot(writer.id, slot), programOf },
    callsOfSlot: (slot: number) => workspace.modelCalls(writer.id, slot),
    reservedCalls: () => workspace.reservedCalls(writer.id),
    journal: writer.journal.bind(writer),
    tryOut: async (program: Program, asking: AskingOptions | undefined) => {
      const thresholds = { stages: {}, incumbent: null };
      const tried = { program, size: 0, stages, noise, firstRepeat: FIRST_REPEAT_OF_TRIES, asking };
      return runProgram(parts, { ...tried, direction: task.direction, thresholds, twinOf: () => null });
    },
  };
  return new ModelDesk(context, briefings ?? createBriefings(algorithms, context.source, context.callsOfSlot));
}

/** The state that a log leads to, and the briefings of the slots that never ended; null where no model was asked. */
export function foldWithBriefings(
  workspace: Workspace,
  id: string,
  further: FurtherOperators,
  programOf: (hash: string) => Program,
): { readonly state: RunState; readonly briefings: Briefings | null } {
  let asking = null as { readonly algorithms: Algorithms; readonly briefings: Briefings } | null;
  const begin = ({ spec }: RunState): NonNullable<typeof asking> => {
    const algorithms = createAlgorithms(spec.components, further);
    const callsOfSlot = (slot: number) => workspace.modelCalls(id, slot);
    return { algorithms, briefings: createBriefings(algorithms, { programOf }, callsOfSlot) };
  };
  const state = foldEvents(workspace.events(id), (now, event) => {
    if (event.type === 'slot.opened' && 'asked' in event.proposal) {
      asking ??= begin(now);
      asking.briefings.add(now, event, asking.algorithms);
    } else if ('slot' in event && event.slot !== null && 'cost' in event && event.type !== 'call.lost') {
      asking?.briefings.drop(event.slot);
    }
  });
  return { state, briefings: asking?.briefings ?? null };
}

function createBriefings(
  { novelty }: Algorithms,
  { programOf }: Pick<RunParts, 'programOf'>,
  callsOfSlot: (slot: number) => readonly ModelCall[],
): Briefings {
  return new Briefings(novelty?.embeds ? new ProgramVectors(novelty.embeds, programOf, callsOfSlot) : null);
}
