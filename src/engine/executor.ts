import type { StageResult } from '../core/evaluation.ts';
import type { ModelAccess } from '../core/model.ts';
import type { Repetition } from '../core/noise.ts';
import type { Program } from '../core/program.ts';
import type { Stage } from '../core/task.ts';
import type { SandboxBackend, SandboxUsage } from '../sandbox/contract.ts';

/** One candidate on its way through the cascade. Stages are asked for one after another, never at once. */
export interface EvaluationSession {
  /**
   * What a candidate or an evaluator does is a result. Rejects only when no evaluation is possible any more, because an
   * evaluator hangs or has taken its thread down.
   */
  evaluate(stage: Pick<Stage, 'name' | 'split'>): Promise<StageResult>;
  /**
   * What the candidate used so far, and the steps that its evaluator reported: together at most `limits.steps`, but on the
   * test split, where nothing is reserved.
   */
  readonly usage: SandboxUsage;
  /** Idempotent. */
  close(): void;
}

export interface SessionOptions {
  /** Asks for a sandbox process of its own. */
  readonly fresh?: boolean;
  /** Which repeat of a noisy stage the session is for: all its chance comes from there, not from the run's seed alone. */
  readonly repetition?: Repetition;
  /** For evaluators of tasks with `usesModels`, which no thread has: how to ask, and which model. */
  readonly models?: ModelAccess | undefined;
  readonly model?: string | undefined;
}

/** Where evaluations happen. Both implementations pass `executor.test.ts`. */
export interface Executor {
  readonly sandbox: SandboxBackend;
  /** Begins at once; work waits its turn inside. */
  begin(program: Program, options?: SessionOptions): EvaluationSession;
  close(): Promise<void>;
}
