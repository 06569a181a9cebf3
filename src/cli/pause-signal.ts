import type { Clock } from '../base/clock.ts';
import type { Workspace } from '../store/contract.ts';
import { createInterruptSignal } from './interrupt-signal.ts';

const POLL_MS = 250;

/** Ctrl-C, SIGTERM or `kaizen stop` ask a run for a pause. */
export function createPauseSignal(workspace: Workspace, clock: Clock) {
  const { signal, dispose } = createInterruptSignal();
  let isStopped = false;
  let runId: string | null = null;
  let nextPollAt = 0;
  return {
    watch: (id: string): void => {
      runId = id;
    },
    isPauseRequested: (): boolean => {
      const now = clock.monotonic();
      if (!isStopped && runId !== null && now >= nextPollAt) {
        nextPollAt = now + POLL_MS;
        isStopped = workspace.stopRequested(runId);
      }
      return isStopped || signal.aborted;
    },
    dispose,
  };
}
