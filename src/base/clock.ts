/** The only door to time. Everything below the command line takes a Clock as an argument; tests pass a simulated one. */
export interface Clock {
  /** Milliseconds since the Unix epoch: for records that people read. */
  now(): number;
  /** Milliseconds from an arbitrary origin that never jump back: for durations. */
  monotonic(): number;
  sleep(ms: number): Promise<void>;
  /** Calls `tick` every so many milliseconds until the returned function is called; does not keep a process alive. */
  every(ms: number, tick: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  every: (ms, tick) => {
    const timer = setInterval(tick, ms);
    timer.unref();
    return () => clearInterval(timer);
  },
};

/** Resolves when all that is ready now has had its turn. No time is waited for, so a simulated clock has no say in it. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
