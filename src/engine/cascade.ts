import { type CandidateId, isBetter } from '../core/candidate.ts';
import { type Direction, meritOf, type StageResult } from '../core/evaluation.ts';
import type { Thresholds } from '../core/event.ts';
import type { NoiseSpec } from '../core/noise.ts';
import type { Program } from '../core/program.ts';
import { behaviourOf } from '../core/reduce.ts';
import type { Stage } from '../core/task.ts';
import type { SandboxUsage } from '../sandbox/contract.ts';
import { isBeaten } from '../search/racing/race.ts';
import type { EvaluationSession, Executor } from './executor.ts';
import type { AskingOptions } from './models/named-models.ts';
import { repeatStage } from './repeat-stage.ts';

export interface CascadeInput {
  readonly program: Program;
  readonly size: number;
  readonly stages: readonly Stage[];
  readonly direction: Direction;
  readonly thresholds: Thresholds;
  /** Set where stages have repeats. */
  readonly noise?: NoiseSpec | undefined;
  /** Number of the first repeat; default 0. */
  readonly firstRepeat?: number;
  /** For evaluators that ask a model. */
  readonly asking?: AskingOptions | undefined;
  /** The candidate that this slot knows to have behaved so before; null when there is none. */
  readonly twinOf: (behaviour: string) => CandidateId | null;
}

export interface CascadeOutcome {
  readonly results: readonly StageResult[];
  /** Set when the evaluation was cut short because another candidate behaves the same. */
  readonly twin: CandidateId | null;
  /** Evaluations it took: the repeats of the stage that had most of them. */
  readonly evaluations: number;
  readonly usage: SandboxUsage;
}

/** Runs the stages in order until one fails, is not passed, or shows that the behaviour is already known. */
export async function runCascade(executor: Executor, input: CascadeInput): Promise<CascadeOutcome> {
  const runner = new StageRunner(executor, input);
  const results: StageResult[] = [];
  let twin: CandidateId | null = null;
  try {
    for (const stage of input.stages) {
      const result = await runner.evaluate(stage);
      results.push(result);
      if (result.status !== 'ok') break;
      if (results.length === 1) {
        const behaviour = behaviourOf(results);
        twin = behaviour === null ? null : input.twinOf(behaviour);
        if (twin !== null) break;
      }
      if (!passes(stage, meritOf(result.measurement.score, input.direction), input)) break;
    }
    return { results, twin, evaluations: runner.evaluations, usage: runner.usage };
  } finally {
    runner.close();
  }
}

/** Stages without repeats share one session; each repeat has its own, which begins when the one before has ended. */
class StageRunner {
  readonly #executor: Executor;
  readonly #input: CascadeInput;
  #session: EvaluationSession | null = null;
  #steps = 0;
  #cpuMs = 0;
  evaluations = 1;

  constructor(executor: Executor, input: CascadeInput) {
    this.#executor = executor;
    this.#input = input;
  }

  get usage(): SandboxUsage {
    const { steps, cpuMs } = this.#session?.usage ?? { steps: 0, cpuMs: 0 };
    return { steps: this.#steps + steps, cpuMs: this.#cpuMs + cpuMs };
  }

  async evaluate(stage: Stage): Promise<StageResult> {
    const { program, noise, firstRepeat = 0, direction, thresholds, asking } = this.#input;
    if (noise === undefined || stage.repeats === undefined) {
      this.#session ??= this.#executor.begin(program, asking);
      return this.#session.evaluate({ name: stage.name, split: stage.split });
    }
    this.close();
    const { least, most } = stage.repeats;
    const target = thresholds.races?.[stage.name];
    const { result, repeats, usage } = await repeatStage(this.#executor, program, stage, {
      draws: noise.draws,
      first: firstRepeat,
      count: most,
      asking,
      isEnough: (scores) =>
        target !== undefined &&
        scores.length >= least &&
        isBeaten(
          scores.map((score) => meritOf(score, direction)),
          target,
          noise.doubt,
        ),
    });
    this.#spend(usage);
    this.evaluations = Math.max(this.evaluations, repeats);
    return result;
  }

  close(): void {
    if (this.#session === null) return;
    this.#session.close();
    this.#spend(this.#session.usage);
    this.#session = null;
  }

  #spend({ steps, cpuMs }: SandboxUsage): void {
    this.#steps += steps;
    this.#cpuMs += cpuMs;
  }
}

function passes(stage: Stage, merit: number, { thresholds, size }: CascadeInput): boolean {
  if (stage.pass === undefined) return true;
  if ('quantile' in stage.pass) return merit >= (thresholds.stages[stage.name] ?? Number.NEGATIVE_INFINITY);
  return thresholds.incumbent === null || isBetter({ merit, size }, thresholds.incumbent);
}
