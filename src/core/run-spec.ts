import type { CandidateId } from './candidate.ts';
import type { Components } from './component.ts';
import type { Budget, CostUnit } from './cost.ts';
import type { Direction } from './evaluation.ts';
import type { ExperienceUse } from './experience.ts';
import type { ModelPrice } from './model-price.ts';
import type { NoiseSpec } from './noise.ts';

/** Everything that decides a run's semantic log. The machine (workers, sandbox backend, clock) is not part of it. */
export interface RunSpec {
  readonly task: {
    readonly name: string;
    readonly version: string;
    readonly direction: Direction;
    /** The last stage on the train split: its score is the candidate's score. */
    readonly scoreStage: string;
    readonly hasValidation: boolean;
  };
  /** Hashes of the seed programs; they take slots 0, 1, … */
  readonly seeds: readonly string[];
  readonly seed: number;
  /**
   * Slots in flight. Slot n sees exactly the state after slot n − lag (and after all seed programs), whatever the number
   * of workers.
   */
  readonly lag: number;
  /** `in-order` commits slots by number; `arrival` commits each when it is done and never waits for a straggler. */
  readonly commit: 'in-order' | 'arrival';
  readonly components: Components;
  readonly budget: Budget;
  readonly stop: StopRules;
  /** The unit in which operators are charged when credit is given. */
  readonly computeUnit: CostUnit;
  /** Prices of the models that the run may ask, as they were when it began; null where the price is not known. */
  readonly prices?: Readonly<Record<string, ModelPrice | null>>;
  /** The most that the calls of models in one slot may cost: what a slot that asks one reserves. */
  readonly reserve?: ModelReserve;
  /**
   * The most evaluations that the proposals of one slot may take besides those of its candidate, each with the limits of a
   * session of its own; absent for none.
   */
  readonly tries?: number;
  /** Model string of the model that the task's evaluator asks. */
  readonly taskModel?: string;
  /** What its calls may cost; set together with `taskModel`. */
  readonly taskReserve?: TaskReserve;
  /**
   * What one unit of each kind of cost counts when credit is given, for runs in which operators cost money as well as
   * compute: compute = Σ rate × cost. Replaces `computeUnit`.
   */
  readonly computeRates?: Budget;
  /** Slots at the end of the run that only make the champion smaller, and the share of the budget kept for them. */
  readonly simplify: { readonly slots: number; readonly share: number };
  /** Set when the task is noisy. */
  readonly noise?: NoiseSpec;
  /** Set when the run was forked. */
  readonly parent?: { readonly run: string; readonly candidate: CandidateId };
  /** What earlier runs left to this one; its content is kept in the workspace under its hash. */
  readonly experience?: ExperienceUse;
  /** Label of the study arm, or of the preset, that the run belongs to. */
  readonly arm?: string;
  /** Hash of the study that the run was made for: as part of the log it binds the run to what was announced before. */
  readonly study?: string;
}

/** Upper bounds of what calls of models take; integers ≥ 0. */
export interface ModelReserve {
  readonly tokensIn: number;
  readonly tokensOut: number;
  /** 0 where the price is not known. */
  readonly microUsd: number;
}

/** What an evaluator that asks a model may take. */
export interface TaskReserve {
  /** For one program, through all stages once or through one final test. */
  readonly evaluation: ModelReserve;
  /** Evaluations that one slot takes at the most, those of an operator that tries out among them; ≥ 1. */
  readonly slot: number;
  /** Evaluations that are kept for the final tests; ≥ 0. */
  readonly final: number;
}

export interface StopRules {
  /** Stop when the champion's score is at least this good. */
  readonly targetScore?: number;
  /** Stop after this many slots without a better best. */
  readonly noImprovementSlots?: number;
}

/** Why a search ended. */
export type StopReason = 'budget' | 'target' | 'no-improvement' | 'exhausted' | 'stopped';
