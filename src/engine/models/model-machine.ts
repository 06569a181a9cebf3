import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { ModelFault } from '../../core/model-fault.ts';
import type { ModelProvider } from '../../models/contract.ts';

/** How a run reaches models. Like the rest of the machine it decides nothing that the log says but the replies. */
export interface ModelMachine {
  readonly provider: ModelProvider;
  /** Milliseconds to wait before another attempt; null when there shall be none. `failures` counts from 0. */
  readonly nextAttempt: (fault: ModelFault, failures: number, random: Random) => number | null;
  readonly clock: Clock;
  /** Aborted when the run is paused. */
  readonly signal: AbortSignal;
}
