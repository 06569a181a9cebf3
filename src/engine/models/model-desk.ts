import type { JsonObject } from '../../base/json.ts';
import { randomFrom, slotKey } from '../../base/random.ts';
import { addCost, type Cost, costOf, ZERO_COST } from '../../core/cost.ts';
import type { StageResult } from '../../core/evaluation.ts';
import type { CallRecord, Event } from '../../core/event.ts';
import { ModelFault } from '../../core/model-fault.ts';
import type { Program } from '../../core/program.ts';
import type { ModelReserve } from '../../core/run-spec.ts';
import type { OpenSlot } from '../../core/run-state.ts';
import type { Task } from '../../core/task.ts';
import type { CallCost, ModelCall } from '../../store/model-calls.ts';
import type { Algorithms } from '../components.ts';
import type { Recorder } from '../recorder.ts';
import { type Asked, askOperator } from './ask-operator.ts';
import type { Briefings } from './briefings.ts';
import { CallJournal } from './call-journal.ts';
import { CallQueue } from './call-queue.ts';
import { MeteredModels } from './metered-models.ts';
import { CONCURRENCY, type ModelMachine } from './model-machine.ts';
import { type AskingOptions, namedModels } from './named-models.ts';
import { type CandidateSource, showCandidate } from './show-candidate.ts';
import { timesReserve } from './task-reserve.ts';
import { evaluationsOfTry } from './tries.ts';
import { VectorDesk } from './vector-desk.ts';

/** What the desk needs of the run that it works for. */
export interface DeskContext {
  readonly task: Task;
  readonly algorithms: Algorithms;
  readonly recorder: Recorder;
  readonly machine: ModelMachine;
  readonly source: CandidateSource;
  readonly callsOfSlot: (slot: number) => readonly ModelCall[];
  /** Of the whole run. */
  readonly reservedCalls: () => readonly ModelCall[];
  /** Writes calls in one group; they are durable when it returns. */
  readonly journal: (calls: readonly ModelCall[]) => void;
  /** Runs a program through the train stages. */
  readonly tryOut: (
    program: Program,
    asking: AskingOptions | undefined,
  ) => Promise<{ results: readonly StageResult[]; cost: Partial<Cost> }>;
}

/** A proposal of a model, what it took, and the calls that it was made with. */
export interface AskedProposalOutcome extends Asked {
  readonly calls: readonly CallRecord[];
  readonly cost: Cost;
}

/** The task's model, for one purpose of one slot. */
export interface EvaluatorModels {
  readonly asking: AskingOptions;
  readonly cost: CallCost;
}

export interface Reflected {
  readonly learned: JsonObject | null;
  readonly calls: readonly CallRecord[];
  readonly cost: Cost;
}

const NO_RESERVE: ModelReserve = { tokensIn: 0, tokensOut: 0, microUsd: 0 };

type Opened = Extract<Event, { type: 'slot.opened' }>;

/** Where slots that ask models are briefed when they are opened, and worked on. */
export class ModelDesk {
  readonly #context: DeskContext;
  readonly #briefings: Briefings;
  readonly #queue: CallQueue;
  readonly #journal: CallJournal;
  /** Null where the novelty check embeds nothing. */
  readonly #vectors: VectorDesk | null;

  /** `briefings`: of slots that were open when the run was interrupted (`foldWithBriefings`). */
  constructor(context: DeskContext, briefings: Briefings) {
    this.#context = context;
    this.#briefings = briefings;
    this.#queue = new CallQueue(context.machine.concurrency ?? CONCURRENCY);
    this.#journal = new CallJournal(context.journal);
    this.#vectors = briefings.vectors && new VectorDesk(briefings.vectors, briefings.open);
  }

  /** Right after the slot's event, before anything else happens to the state. */
  brief(opened: Opened): void {
    const { recorder, algorithms } = this.#context;
    const briefing = this.#briefings.add(recorder.state, opened, algorithms);
    this.#vectors?.expect(opened.slot, briefing);
  }

  /** Calls that were in flight when the run was killed count as they were reserved, once, whatever they were for. */
  chargeLost(): void {
    const { recorder, reservedCalls } = this.#context;
    for (const call of reservedCalls()) {
      const { slot, purpose, model, cost } = call;
      recorder.emit({ type: 'call.lost', slot, purpose, model, cost: costOf(cost) });
      recorder.keepCall({ ...call, status: 'lost' });
    }
    recorder.flush();
  }

  async propose({ opened, visible }: OpenSlot): Promise<AskedProposalOutcome> {
    const { task, algorithms, recorder, source } = this.#context;
    const { state } = recorder;
    const { slot } = opened;
    const models = this.#metered(slot);
    const operator = algorithms.modelOperators.find(
      ({ name }) => name === opened.operator,
    ) as Algorithms['modelOperators'][0];
    const briefing = this.#briefings.take(slot);
    await this.#vectors?.askForNeighbours(slot, briefing, models);
    let tried: Cost = ZERO_COST;
    let tries = 0;
    const asked = await askOperator({
      seed: state.spec.seed,
      slot,
      operator,
      briefing,
      task,
      novelty: algorithms.novelty,
      vectorsAround: (program, purpose) => this.#vectors?.around(program, briefing, models, purpose),
      models,
      source,
      isKnown: (hash) => {
        const sighting = state.seen.get(hash);
        return sighting !== undefined && sighting.slot < slot && sighting.since <= visible;
      },
      tryOut: async (program) => {
        const evaluator = this.evaluator(slot, `try/${tries++}`, evaluationsOfTry(task));
        const { results, cost } = await this.#context.tryOut(program, evaluator?.asking);
        tried = addCost(tried, costOf({ ...cost, ...evaluator?.cost }));
        return results;
      },
    });
    return { ...asked, calls: models.calls, cost: addCost(tried, costOf(models.cost)) };
  }

  /** A reflection that fails teaches nothing; what it cost counts. */
  async reflect({ opened }: OpenSlot): Promise<Reflected> {
    const { task, algorithms, recorder, source } = this.#context;
    const { slot, operator } = opened;
    const reflector = algorithms.reflectors.find(({ name }) => name === operator) as Algorithms['reflectors'][0];
    const { recent, neighbours, best, learned: state } = this.#briefings.take(slot);
    const models = this.#metered(slot);
    const { seed } = recorder.state.spec;
    let learned: JsonObject | null = null;
    try {
      learned = await reflector.reflect({
        recent: recent.flatMap(({ id, member }) => showCandidate(source, id, member, neighbours) ?? []),
        best: best && showCandidate(source, best.id, best, neighbours),
        task,
        state,
        random: (purpose) => randomFrom(slotKey(seed, slot, purpose)),
        models,
      });
    } catch (thrown) {
      if (!(thrown instanceof ModelFault)) throw thrown;
    }
    return { learned, calls: models.calls, cost: costOf(models.cost) };
  }

  /**
   * The task's model for an evaluator that works for this slot, named by `purpose`, and what its calls took so far; null for a
   * run that names none. `evaluations`: those that all its calls together may take as much as.
   */
  evaluator(slot: number, purpose: string, evaluations: number): EvaluatorModels | null {
    const { taskModel, taskReserve } = this.#context.recorder.state.spec;
    if (taskModel === undefined || taskReserve === undefined) return null;
    const metered = this.#metered(slot, timesReserve(taskReserve.evaluation, evaluations));
    return {
      asking: { models: namedModels(metered, purpose), model: taskModel },
      get cost() {
        return metered.cost;
      },
    };
  }

  #metered(slot: number, reserve?: ModelReserve): MeteredModels {
    const { recorder, machine, callsOfSlot } = this.#context;
    const { spec } = recorder.state;
    return new MeteredModels({
      slot,
      machine,
      queue: this.#queue,
      priceOf: (model) => spec.prices?.[model] ?? null,
      reserve: reserve ?? spec.reserve ?? NO_RESERVE,
      earlier: callsOfSlot(slot),
      journal: (call) => this.#journal.write(call),
      key: slotKey(spec.seed, slot, 'retry'),
    });
  }
}
