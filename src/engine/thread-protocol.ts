import type { Json } from '../base/json.ts';
import type { StageResult } from '../core/evaluation.ts';
import type { Program } from '../core/program.ts';
import type { Runtime } from '../core/runtime.ts';
import type { Limits, Stage } from '../core/task.ts';
import type { SandboxBackend, SandboxUsage } from '../sandbox/contract.ts';
import type { SessionOptions } from './executor.ts';

/** Sessions that one thread works on at a time: the others fill the gaps while one waits for its sandbox. */
export const SESSIONS_PER_THREAD = 3;

/** What a thread needs to build its own evaluator and sandbox. */
export interface ThreadOptions {
  readonly evaluatorPath: string;
  /** What `createEvaluator` of that module is given; undefined when the module exports `evaluate` itself. */
  readonly evaluatorData?: Json | undefined;
  readonly limits: Limits;
  readonly seed: number;
  readonly sandbox: SandboxBackend | 'auto';
  /** How candidates are run; undefined for JavaScript and TypeScript. */
  readonly runtime?: Runtime | undefined;
}

export type ToThread =
  | {
      readonly type: 'evaluate';
      readonly id: number;
      readonly stage: Pick<Stage, 'name' | 'split'>;
      /** Sent with the first stage only. */
      readonly program: Program | null;
      readonly options: SessionOptions;
    }
  | { readonly type: 'close'; readonly id: number }
  | { readonly type: 'end' };

export type FromThread =
  | { readonly type: 'ready'; readonly sandbox: SandboxBackend }
  | { readonly type: 'failed'; readonly reason: string }
  | {
      readonly type: 'result';
      readonly id: number;
      readonly result: StageResult;
      readonly usage: SandboxUsage;
    };
