import type { Clock } from '../base/clock.ts';
import { afterPendingReads } from './pending-reads.ts';

export interface WatchdogOptions {
  /** What the work may take, in milliseconds. */
  readonly limitMs: number;
  readonly clock: Clock;
  /** Processor time of the work so far, in milliseconds; undefined where it cannot be told. */
  cpuMs(): number | undefined;
  /** Whether all of the work sleeps or waits; for work that can. */
  isAsleep?(): boolean;
  /** Called once, when the work has taken too long. */
  onLate(): void;
}

/** Processor time is counted in steps of 10 ms, so shorter intervals would say nothing. */
const MIN_INTERVAL_MS = 50;
/** Counting is rough at both ends of an interval. */
const SLACK_MS = 20;
/** However little of the processor it got, nothing may take longer than this many times its limit. */
const PATIENCE = 10;

/**
 * A wall-clock limit that a busy machine does not shorten: a process that used little of the processor and did not sleep
 * did not get it. Halfway the time used so far is noted; at the limit the work is late if it used the processor for the
 * second half, or was found asleep twice, and is given more halves if not, up to ten times the limit.
 */
export function startWatchdog(options: WatchdogOptions): { stop(): void } {
  const { limitMs, clock } = options;
  const halfMs = Math.max(MIN_INTERVAL_MS, limitMs / 2);
  const startedAt = clock.monotonic();
  let usedAtHalf: number | undefined;
  let wasAsleep = false;
  let isStopped = false;

  const late = (): void => {
    afterPendingReads(() => {
      if (!isStopped) options.onLate();
    });
  };
  const check = (): void => {
    const used = options.cpuMs();
    const isWorking = used === undefined || usedAtHalf === undefined || used - usedAtHalf >= halfMs - SLACK_MS;
    const isAsleep = options.isAsleep?.() === true;
    if (isWorking || (isAsleep && wasAsleep) || clock.monotonic() - startedAt >= limitMs * PATIENCE) late();
    else timer = setTimeout(check, halfMs);
    wasAsleep = isAsleep;
  };
  let timer = setTimeout(() => {
    usedAtHalf = options.cpuMs();
    wasAsleep = options.isAsleep?.() === true;
    timer = setTimeout(check, halfMs);
  }, halfMs);

  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
