import { messageOf } from '../base/errors.ts';
import type { StageResult } from '../core/evaluation.ts';
import type { Program } from '../core/program.ts';
import type { CandidateHandle, Limits, Stage, Task } from '../core/task.ts';
import { Places } from '../sandbox/command/places.ts';
import type { CandidateSession, Sandbox } from '../sandbox/contract.ts';
import type { EvaluationSession, Executor, SessionOptions } from './executor.ts';
import { measure } from './measure.ts';
import { outstandingCalls } from './models/outstanding-calls.ts';
import { chanceOf } from './repetition-seed.ts';

/**
 * Evaluates in this process: the evaluator is called here, the candidate runs in the sandbox. A sandbox process is opened
 * with the first call: a task that reads its candidates as text costs none. At most `atOnce` candidates are in work.
 */
export function createLocalExecutor(
  task: Pick<Task, 'evaluate' | 'limits'> & Partial<Pick<Task, 'descriptors' | 'stages'>>,
  sandbox: Sandbox,
  seed: number,
  atOnce = Number.POSITIVE_INFINITY,
): Executor {
  const places = new Places(atOnce);
  return {
    sandbox: sandbox.backend,
    begin: (program, { fresh = false, repetition, models, model }: SessionOptions = {}) => {
      const chance = chanceOf(seed, program, repetition);
      const candidate = lazyCandidate(program, () =>
        sandbox.open(program, { limits: task.limits, seed: chance.candidate, fresh }),
      );
      const outstanding = models && outstandingCalls(models);
      const context = {
        ...(repetition && { repeat: repetition.repeat }),
        ...(outstanding && { models: outstanding.models }),
        ...(model !== undefined && { model }),
      };
      let place: Promise<() => void> | null = null;
      const ownSteps = (): number => candidate.session?.usage.steps ?? 0;
      let reportedSteps = 0;
      const evaluation: EvaluationSession = {
        evaluate: async (stage) => {
          place ??= places.take();
          await place;
          const result = await measure(task, candidate.handle, stage, chance.evaluator(stage.name), context);
          await outstanding?.ended();
          if (candidate.failure !== null) return withoutSandbox(stage, candidate.failure);
          reportedSteps += (result.status === 'ok' && result.measurement.steps) || 0;
          // Nothing is reserved for tests: they are in no ledger.
          if (stage.split === 'test') return result;
          const took = ownSteps() + reportedSteps;
          const room = Math.max(0, task.limits.steps - ownSteps());
          if (reportedSteps <= room) return result;
          reportedSteps = room;
          return result.status === 'ok' ? beyondLimit(stage, took, task.limits) : result;
        },
        get usage() {
          return {
            steps: ownSteps() + reportedSteps,
            cpuMs: (candidate.session?.usage.cpuMs ?? 0) + candidate.chargedMs,
          };
        },
        close: () => {
          candidate.close();
          void place?.then((release) => release());
        },
      };
      return evaluation;
    },
    close: () => sandbox.close(),
  };
}

interface LazyCandidate {
  /** One handle for all stages, so that an evaluator can remember by it what it worked out before. */
  readonly handle: CandidateHandle;
  readonly session: CandidateSession | null;
  /** Processor time of evaluators in processes of their own. */
  readonly chargedMs: number;
  /** Why the sandbox could not be had at all; null while nothing of the kind has happened. */
  readonly failure: unknown;
  close(): void;
}

function lazyCandidate(program: Program, open: () => Promise<CandidateSession>): LazyCandidate {
  let opening: Promise<CandidateSession> | null = null;
  let session: CandidateSession | null = null;
  let failure: unknown = null;
  let chargedMs = 0;
  let isClosed = false;
  const opened = async (): Promise<CandidateSession> => {
    try {
      session = await open();
    } catch (thrown) {
      failure = thrown;
      throw thrown;
    }
    if (isClosed) session.close();
    return session;
  };
  const inSandbox = (): Promise<CandidateSession> => {
    opening ??= opened();
    return opening;
  };
  return {
    handle: {
      program,
      call: async (name, argumentLists) => (await inSandbox()).call(name, argumentLists),
      drive: async (driver, input) => (await inSandbox()).drive(driver, input),
      charge: (cpuMs) => {
        chargedMs += cpuMs;
      },
    },
    get session() {
      return session;
    },
    get chargedMs() {
      return chargedMs;
    },
    get failure() {
      return failure;
    },
    close: () => {
      isClosed = true;
      session?.close();
    },
  };
}

/** No slot has reserved so much. It is the evaluator that has to keep the limit of what it reports. */
function beyondLimit({ name, split }: Pick<Stage, 'name' | 'split'>, took: number, { steps }: Limits): StageResult {
  const reason = `[KAIZEN_EVALUATOR_FAILED] the steps of the program and those that the evaluator reported are ${took}, where limits.steps is ${steps}`;
  return { status: 'error', stage: name, split, reason };
}

/** The candidate is not to blame. */
function withoutSandbox({ name, split }: Pick<Stage, 'name' | 'split'>, failure: unknown): StageResult {
  return { status: 'error', stage: name, split, reason: `[KAIZEN_SANDBOX_FAILED] ${messageOf(failure)}` };
}
