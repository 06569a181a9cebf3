import type { Clock } from '../base/clock.ts';
import type { Workspace } from '../store/contract.ts';
import { writeScreen } from './render/screen.ts';

const POLL_MS = 250;

/**
 * Ctrl-C, SIGTERM or `kaizen stop` ask for a pause; a second Ctrl-C ends the process at once (nothing that was committed
 * is lost by that either).
 */
export function createPauseSignal(workspace: Workspace, clock: Clock) {
  let isRequested = false;
  let runId: string | null = null;
  let nextPollAt = 0;
  const onSignal = (): void => {
    if (isRequested) process.exit(130);
    isRequested = true;
    writeScreen('\npausing: one moment (Ctrl-C again to end at once)\n', process.stderr);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    watch: (id: string): void => {
      runId = id;
    },
    isPauseRequested: (): boolean => {
      const now = clock.monotonic();
      if (!isRequested && runId !== null && now >= nextPollAt) {
        nextPollAt = now + POLL_MS;
        isRequested = workspace.stopRequested(runId);
      }
      return isRequested;
    },
    dispose: (): void => {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
