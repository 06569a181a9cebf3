import { writeScreen } from './render/screen.ts';

export interface InterruptSignal {
  /** Aborted by the first Ctrl-C or SIGTERM, which ask for a pause. */
  readonly signal: AbortSignal;
  /** Gives both back to the process. */
  dispose(): void;
}

/** The second one ends the process at once; nothing that was committed is lost by that either. */
export function createInterruptSignal(): InterruptSignal {
  const stop = new AbortController();
  const onSignal = (): void => {
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
    writeScreen('\npausing: one moment (Ctrl-C again to end at once)\n', process.stderr);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    signal: stop.signal,
    dispose: () => {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
