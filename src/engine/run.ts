import { KaizenError, messageOf } from '../base/errors.ts';
import type { Event } from '../core/event.ts';
import { type Experience, experienceProgram } from '../core/experience.ts';
import type { Program } from '../core/program.ts';
import { initialState } from '../core/reduce.ts';
import type { RunSpec } from '../core/run-spec.ts';
import type { RunState } from '../core/run-state.ts';
import type { Task } from '../core/task.ts';
import { withMinedIdioms } from '../search/experience/apply-experience.ts';
import type { ModelOperatorDefinitions } from '../search/operators/model/create-model-operator.ts';
import type { OperatorDefinitions } from '../search/operators/registry.ts';
import { loadGrammars } from '../search/operators/tree-sitter/grammars.ts';
import type { RunWriter, Workspace } from '../store/contract.ts';
import { type Algorithms, createAlgorithms } from './components.ts';
import { createExecutor, type Machine } from './create-executor.ts';
import { runSlots } from './engine.ts';
import type { EngineContext } from './engine-context.ts';
import { findExperience } from './experience.ts';
import { requireMembers } from './faults.ts';
import { runFinalRound } from './final-round.ts';
import { testFinalists } from './final-test.ts';
import { createMeter } from './meter.ts';
import type { Briefings } from './models/briefings.ts';
import { createDesk, foldWithBriefings, type RunModels } from './models/create-desk.ts';
import { OrderDesk } from './orders/order-desk.ts';
import { ProgramCache } from './program-cache.ts';
import { Recorder, summarize } from './recorder.ts';
import { foldEvents } from './replay.ts';
import { VERSION } from './version.ts';

export interface RunContext {
  readonly workspace: Workspace;
  readonly task: Task;
  /** A built-in name or a folder, for resume; null when the task was made in code. */
  readonly taskSource: string | null;
  readonly machine: Machine;
  /** Operators that are not built in, such as a lab's for a language of its own; the same ones again for resume. */
  readonly operators?: OperatorDefinitions;
  readonly modelOperators?: ModelOperatorDefinitions;
  /** How models are reached; needed by runs whose specification names some. */
  readonly models?: (run: string) => RunModels;
  /** The one that the specification names; may be left out where the workspace holds it, as it does for resume. */
  readonly experience?: Experience;
  readonly isPauseRequested: () => boolean;
  /** Told once the run has a number, before its first slot. */
  readonly onStart?: (id: string, state: RunState, sandbox: string) => void;
  readonly observe?: (event: Event, state: RunState) => void;
}

export interface RunResult {
  readonly id: string;
  readonly state: RunState;
  readonly logHash: string;
  readonly sandbox: string;
}

/** Makes a run and works on it until it is finished or paused. */
export async function startRun(spec: RunSpec, seeds: readonly Program[], context: RunContext): Promise<RunResult> {
  const programs = programsOf(context);
  const algorithms = createAlgorithms(spec.components, context, programs.get);
  await loadGrammars(seeds);
  const state = initialState(spec, algorithms.islands.count);
  const created: Event = { type: 'run.created', spec };
  const experience = spec.experience && findExperience(context.workspace, spec.experience, context.experience);
  const kept = experience === undefined ? seeds : [...seeds, experienceProgram(experience)];
  const writer = context.workspace.createRun({ events: [created], programs: kept, summary: summarize(state) });
  return workOn(writer, state, algorithms, programs, context);
}

/** Goes on with a run that was paused, stopped or killed. */
export async function resumeRun(id: string, context: RunContext): Promise<RunResult> {
  const writer = context.workspace.openRun(id);
  try {
    const programs = programsOf(context);
    const { state, briefings } = foldWithBriefings(context.workspace, id, context, programs.get);
    if (state.status === 'finished') {
      throw new KaizenError('KAIZEN_RUN_FINISHED', `run ${id} is finished (${state.reason})`, {
        next: `start another from its champion: kaizen run --from ${id}`,
      });
    }
    requireSameTask(state.spec, context.task);
    requireMembers(state);
    await loadGrammars(state.spec.seeds.map((hash) => context.workspace.program(hash)));
    const algorithms = createAlgorithms(state.spec.components, context, programs.get);
    return await workOn(writer, state, algorithms, programs, context, briefings);
  } finally {
    writer.close();
  }
}

/** Programs of the run, also those that are not written yet. */
function programsOf({ workspace }: RunContext): ProgramCache {
  return new ProgramCache((hash) => workspace.program(hash));
}

async function workOn(
  writer: RunWriter,
  state: RunState,
  algorithms: Algorithms,
  programs: ProgramCache,
  context: RunContext,
  briefings: Briefings | null = null,
): Promise<RunResult> {
  const { workspace, machine } = context;
  const use = state.spec.experience;
  const recorder = new Recorder(state, writer);
  const meter = createMeter(machine.clock);
  const observe = (event: Event): void => context.observe?.(event, state);
  try {
    const experience = use && findExperience(workspace, use, context.experience);
    const task = experience === undefined ? context.task : withMinedIdioms(context.task, experience);
    const executor = await createExecutor(context.task, state.spec.seed, machine);
    try {
      const repeatedSlots = [...state.open.keys()];
      recorder.emit({
        type: 'run.started',
        workers: machine.workers,
        sandbox: executor.sandbox,
        version: VERSION,
        taskSource: context.taskSource,
        repeatedSlots,
      });
      recorder.flush();
      context.onStart?.(writer.id, state, executor.sandbox);
      const { isPauseRequested } = context;
      const programOf = programs.get;
      const desk = createDesk(
        { ...context, task },
        { writer, recorder, algorithms, executor, meter, programOf, briefings },
      );
      desk?.chargeLost();
      const engine: EngineContext = {
        task,
        algorithms,
        recorder,
        executor,
        desk,
        orders: new OrderDesk({
          ...{ run: writer.id, workspace, recorder, algorithms, task, observe },
          ...{ clock: machine.clock, isPauseRequested },
        }),
        meter,
        clock: machine.clock,
        isPauseRequested,
        observe,
        programOf,
        keepProgram: (program) => programs.keep(program),
      };
      if ((await runSlots(engine)) === 'finished' && (await runFinalRound(engine)) === 'finished') {
        await testFinalists(engine);
        const reason = state.stopped?.reason ?? 'exhausted';
        recorder.emit({ type: 'run.finished', reason, measured: meter.final() });
      } else {
        recorder.emit({ type: 'run.paused', reason: 'asked to pause', measured: meter.final() });
      }
      for (const event of recorder.flush()) observe(event);
      return { id: writer.id, state, logHash: writer.logHash, sandbox: executor.sandbox };
    } finally {
      await executor.close();
    }
  } catch (error) {
    recordPause(workspace, writer, error);
    throw error;
  } finally {
    writer.close();
  }
}

/** Says in the log why the run stopped. Where even that cannot be written, the log still ends at the last group. */
function recordPause(workspace: Workspace, writer: RunWriter, error: unknown): void {
  const reason = error instanceof KaizenError ? error.code : messageOf(error);
  try {
    // The state in memory may be ahead of the log; the pause belongs to what is durable.
    const recorder = new Recorder(foldEvents(workspace.events(writer.id)), writer);
    recorder.emit({ type: 'run.paused', reason, measured: { cpuMs: 0, wallMs: 0 } });
    recorder.flush();
  } catch {
    // The first error is the one to report.
  }
}

function requireSameTask(spec: RunSpec, task: Task): void {
  if (spec.task.name === task.name && spec.task.version === task.version) return;
  throw new KaizenError('KAIZEN_TASK_CHANGED', `task '${spec.task.name}' is not the one that the run began with`, {
    wanted: `version ${spec.task.version.slice(0, 12)}`,
    got: `version ${task.version.slice(0, 12)}`,
    next: 'scores of different task versions cannot be compared: undo the change, or start a new run',
  });
}
