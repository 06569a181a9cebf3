import type { Json } from '../base/json.ts';
import type { Direction, InvalidAnswer, Measurement, Split } from './evaluation.ts';
import type { ModelAccess } from './model.ts';
import type { Noise, Repeats } from './noise.ts';
import type { Language, Program } from './program.ts';
import type { Runtime } from './runtime.ts';

/** Limits of one candidate, over all its stages together. */
export interface Limits {
  /** Loop iterations and function entries (JavaScript and TypeScript candidates). */
  readonly steps: number;
  /** Safety net; reaching it is a timeout that is logged as a fault of the machine or of an uncounted native call. */
  readonly wallMs: number;
  readonly memoryMb: number;
  /** Bytes that one answer may take. */
  readonly outputBytes: number;
}

export const DEFAULT_LIMITS: Limits = { steps: 5_000_000, wallMs: 5_000, memoryMb: 256, outputBytes: 4_000_000 };

/**
 * When a candidate goes on from one stage to the next. Thresholds are taken from the state that the slot saw when it
 * was opened, so they do not depend on timing.
 * - `quantile`: its merit on this stage is at least this quantile (0..1) of the archive's members' merits on it.
 * - `improves`: it beats the best of its run so far (merit, then smaller size).
 */
export type PassRule = { readonly quantile: number } | { readonly improves: 'best' };

/** One step of the evaluation cascade, in order of rising cost. */
export interface Stage {
  readonly name: string;
  readonly split: Split;
  /** Rule for going on to the next stage; none means always. */
  readonly pass?: PassRule;
  /** How often a noisy stage is evaluated; its score is then the mean. Absent: once. */
  readonly repeats?: Repeats;
}

/** A typed expression template: an arrow function whose parameters are the holes and whose body is the expression. */
export interface IdiomSource {
  /** File name, for messages. */
  readonly file: string;
  /** TypeScript text: `export const name = (a: number, b: number): number => …;` */
  readonly text: string;
}

/** A value that the field holds to be the best, with where it was published. */
export interface BestKnown {
  readonly instance: string;
  readonly score: number;
  readonly source: string;
}

/** What a candidate looks like to an evaluator: something that answers calls, inside a sandbox. */
export interface CandidateHandle {
  readonly program: Program;
  /**
   * Calls one exported function once for each argument list and returns the answers in order. Equal calls (same name,
   * same list object) are answered from memory. Throws `CandidateFault` when the candidate fails; evaluators let it pass.
   */
  call(name: string, argumentLists: readonly (readonly Json[])[]): Promise<readonly unknown[]>;
  /**
   * Runs the task's own driver beside the candidate in the sandbox: `driver` is the source of a function
   * `(exports, input) => answer`. What comes back is as untrusted as the candidate: check it.
   */
  drive(driver: string, input: Json): Promise<unknown>;
  /** Adds processor time that an evaluator used outside of this process, in milliseconds. */
  charge?(cpuMs: number): void;
}

export interface EvaluationContext {
  readonly stage: string;
  readonly split: Split;
  /**
   * Only for evaluators that are noisy by nature: the run's seed, or on a stage with repeats a seed of its own for each
   * repeat, 0 to 2^31 − 2.
   */
  readonly seed: number;
  /** 0, 1, 2 …, never the same twice for one candidate; absent on a stage without repeats. */
  readonly repeat?: number;
  /** How evaluators of tasks with `usesModels` reach a model; absent where a run has none. */
  readonly models?: ModelAccess;
  /** Model string of the model that is to be asked; absent where nobody named one. */
  readonly model?: string;
}

/** Scores one candidate on one stage. Must be a pure function of (program, stage, split, seed, repeat). */
export type Evaluate = (
  candidate: CandidateHandle,
  context: EvaluationContext,
) => Measurement | InvalidAnswer | Promise<Measurement | InvalidAnswer>;

/** Calls of a model for one program, through all stages once or through one final test, and the most tokens of each. */
export interface ModelCalls {
  readonly calls: number;
  readonly tokensIn: number;
  readonly tokensOut: number;
}

/** What is to be solved and how an answer is scored. */
export interface Task {
  readonly name: string;
  /** Hash over everything that can change a score. Scores of different versions are never compared. */
  readonly version: string;
  readonly title: string;
  /** What is asked, in prose. */
  readonly statement: string;
  readonly direction: Direction;
  /** Unit of the score, for tables: `%`, `sum of radii`. */
  readonly unit: string;
  readonly language: Language;
  readonly seeds: readonly Program[];
  readonly stages: readonly Stage[];
  readonly splits: readonly Split[];
  readonly limits: Limits;
  /** Ranges of the descriptors, for MAP-Elites. */
  readonly descriptors: readonly { readonly name: string; readonly min: number; readonly max: number }[];
  /** Functions that genetic operators may call, such as `Math.max`. */
  readonly functionSet: readonly string[];
  readonly idioms: readonly IdiomSource[];
  /** The same domain knowledge in prose, for models. */
  readonly hints: string;
  readonly bestKnown: readonly BestKnown[];
  /** Set when scores are draws: stages then have repeats. */
  readonly noise?: Noise;
  /** How candidates are run; absent for JavaScript and TypeScript. */
  readonly runtime?: Runtime;
  /** Where worker threads load the evaluator from; absent when the task was made in code. */
  readonly evaluatorPath?: string;
  /** When it is there, the module at `evaluatorPath` makes the evaluator from it: `createEvaluator(data)`. */
  readonly evaluatorData?: Json;
  /** The evaluator asks models, so it runs in the engine's process, where their calls are metered; never in a thread. */
  readonly usesModels?: boolean;
  /** The most that it asks for one program; absent where nobody said. */
  readonly modelCalls?: ModelCalls;
  readonly evaluate: Evaluate;
}
