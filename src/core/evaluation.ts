import type { Json } from '../base/json.ts';

export type Direction = 'maximize' | 'minimize';

/** Which instances a score comes from. Search sees train only; validation picks the champion; test is for reports. */
export type Split = 'train' | 'validation' | 'test';

/**
 * How an evaluation ended. `invalid`: the program ran, its answer breaks the rules of the task. `timeout`: out of steps
 * or wall time. `crash`: it threw, did not parse, or died. `error`: the evaluator itself failed, the candidate is not to
 * blame.
 */
export type EvaluationStatus = 'ok' | 'invalid' | 'timeout' | 'crash' | 'error';

/** What an evaluator returns for one candidate on one stage. */
export interface Measurement {
  /** The number that is maximised or minimised, as the task's direction says. Must be finite. */
  readonly score: number;
  /** Shown to operators, models and people. */
  readonly metrics?: Readonly<Record<string, number>>;
  /** Kept for reports, never shown to operators or models. */
  readonly privateMetrics?: Readonly<Record<string, number>>;
  /** Coordinates for MAP-Elites archives. */
  readonly descriptors?: readonly number[];
  /** Score of each instance, in a fixed order: for Pareto archives, racing and noise. */
  readonly instances?: readonly number[];
  /** Free text for people and models: what went wrong, where it lost. */
  readonly feedback?: string;
  /** Small named values worth keeping: a picture as SVG, a packing, a trace. */
  readonly artifacts?: Readonly<Record<string, Json>>;
  /** A hash of what the candidate did on fixed probe inputs; candidates with equal behaviour are evaluated once. */
  readonly behaviour?: string;
  /**
   * Units of compute that the evaluation itself took, such as instructions that a simulator executed: exact, the same on
   * every machine. They are charged to the candidate as steps. With the candidate's own they must stay within the task's
   * step limit, which is for all stages together (for each repeat where there are some): beyond it the result is an `error`.
   */
  readonly steps?: number;
}

/** An evaluator's answer when a candidate breaks the rules of the task. */
export interface InvalidAnswer {
  readonly invalid: string;
  readonly feedback?: string;
}

/** The recorded result of one stage, good or bad. */
export type StageResult =
  | {
      readonly status: 'ok';
      readonly stage: string;
      readonly split: Split;
      /** The mean over the repeats, where there are several. */
      readonly measurement: Measurement;
      /** Scores of the repeats of a noisy stage, and the number of the first. */
      readonly repeats?: { readonly first: number; readonly scores: readonly number[] };
    }
  | {
      readonly status: Exclude<EvaluationStatus, 'ok'>;
      readonly stage: string;
      readonly split: Split;
      readonly reason: string;
      readonly feedback?: string;
    };

/** A score oriented so that higher is better: all search algorithms compare merits and know no direction. */
export function meritOf(score: number, direction: Direction): number {
  return direction === 'maximize' ? score : -score;
}

/** The inverse of `meritOf`. */
export function scoreOf(merit: number, direction: Direction): number {
  return direction === 'maximize' ? merit : -merit;
}

/** The code of the model's fault that ended a stage whose evaluator asks a model; null when it ended otherwise. */
export function modelFaultOf(result: StageResult): string | null {
  if (result.status !== 'error') return null;
  return /^\[(KAIZEN_MODEL_[A-Z_]+)\]/.exec(result.reason)?.[1] ?? null;
}
