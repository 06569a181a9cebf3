import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Clock } from '../base/clock.ts';
import { startWatchdog } from './watchdog.ts';

let nowMs = 0;
const clock: Clock = {
  now: () => nowMs,
  monotonic: () => nowMs,
  sleep: () => Promise.resolve(),
  every: () => () => {},
};

beforeEach(() => {
  nowMs = 0;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate'] });
});
afterEach(() => vi.useRealTimers());

/** Lets simulated time pass in steps of 10 ms and tells when the watchdog barked. `share` is the processor's part for it. */
function lateAfter(limitMs: number, share: (ms: number) => number | undefined, forMs: number): number | undefined {
  let lateAt: number | undefined;
  let used: number | undefined = 0;
  const watchdog = startWatchdog({
    limitMs,
    clock,
    cpuMs: () => used,
    onLate: () => {
      lateAt ??= nowMs;
    },
  });
  for (; nowMs < forMs; ) {
    nowMs += 10;
    const part = share(nowMs);
    used = part === undefined || used === undefined ? undefined : used + 10 * part;
    vi.advanceTimersByTime(10);
  }
  watchdog.stop();
  return lateAt;
}

describe('the watchdog', () => {
  it.each<[string, (ms: number) => number | undefined, number]>([
    ['works all the time', () => 1, 1000],
    ['works most of the time', () => 0.97, 1000],
    ['cannot be measured', () => undefined, 1000],
    ['has half of the processor', () => 0.5, 1500],
    ['has a tenth of the processor', () => 0.1, 5500],
    ['has none of it', () => 0, 10_000],
    ['had none at first', (ms) => (ms <= 2000 ? 0 : 1), 2500],
  ])('is late when the work %s', (_name, share, expected) => {
    // One step more, for the turns that the pipe gets.
    expect(lateAfter(1000, share, 12_000)).toBe(expected + 10);
  });

  it('has a smallest interval', () => {
    expect(lateAfter(1, () => 1, 500)).toBe(110);
  });

  it('does not bark after it was stopped', () => {
    expect(lateAfter(1000, () => 1, 990)).toBeUndefined();
    vi.advanceTimersByTime(100_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});
