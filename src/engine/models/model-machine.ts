import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { ModelFault } from '../../core/model-fault.ts';
import type { ModelProvider } from '../../models/contract.ts';

/** Calls of models in flight at a time where nobody says: what most providers allow without complaint. */
export const CONCURRENCY = 8;

/** How a run reaches models. Like the rest of the machine it decides nothing that the log says but the replies. */
export interface ModelMachine {
  readonly provider: ModelProvider;
  /** Milliseconds to wait before another attempt; null when there shall be none. `failures` counts from 0. */
  readonly nextAttempt: (fault: ModelFault, failures: number, random: Random) => number | null;
  /** Calls in flight at a time, over all slots of the run; `CONCURRENCY` when left out. */
  readonly concurrency?: number;
  readonly clock: Clock;
  /**
   * Ends calls that nobody waits for any more: aborted once the run has ended or paused and its log is closed. What was in
   * flight is charged as lost when the run is resumed.
   */
  readonly signal: AbortSignal;
}
