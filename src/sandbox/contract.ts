import type { Json } from '../base/json.ts';
import type { Program } from '../core/program.ts';
import type { Limits } from '../core/task.ts';

export type SandboxBackend = 'bubblewrap' | 'quickjs' | 'none';

/** The candidate's own failure: a result of the search, not an error of Kaizen. Evaluators let it pass. */
export class CandidateFault extends Error {
  override readonly name = 'CandidateFault';
  readonly status: 'timeout' | 'crash' | 'invalid';
  constructor(status: 'timeout' | 'crash' | 'invalid', reason: string) {
    super(reason);
    this.status = status;
  }
}

/** What a candidate used so far, over all its calls. */
export interface SandboxUsage {
  /** Exact and repeatable: loop iterations and function entries. */
  readonly steps: number;
  /** Of the host process while it worked for this candidate; fractions allowed. */
  readonly cpuMs: number;
}

/** One candidate inside a sandbox. Not for concurrent calls. */
export interface CandidateSession {
  call(name: string, argumentLists: readonly (readonly Json[])[]): Promise<readonly unknown[]>;
  drive(driver: string, input: Json): Promise<unknown>;
  readonly usage: SandboxUsage;
  /** Gives the host back to the pool, or ends it. Idempotent, never throws. */
  close(): void;
}

export interface OpenOptions {
  readonly limits: Limits;
  /** Seeds `Math.random` inside the candidate, so that chance is repeatable. */
  readonly seed: number;
  /** A process of its own, ended afterwards: for model-written code and for re-checks. */
  readonly fresh?: boolean;
}

/** Runs candidates out of process, each in a fresh context. */
export interface Sandbox {
  readonly backend: SandboxBackend;
  /** Nothing is sent before the first call, so opening is free. Waits for a host when all are busy. */
  open(program: Program, options: OpenOptions): Promise<CandidateSession>;
  /** Ends every host process and its group. */
  close(): Promise<void>;
}
