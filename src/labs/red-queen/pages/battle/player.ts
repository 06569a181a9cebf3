import type { Recording } from './recording.ts';

/** Instructions per second, in the order in which faster and slower go through them. */
export const SPEEDS = [2, 10, 50, 250, 1000, 5000, 20_000, 100_000] as const;

/** Seconds that a round takes at the speed it begins with, about. */
const ROUND_SECONDS = 20;

/** The speed at which a round of so many instructions takes about twenty seconds, as an index of SPEEDS. */
export function speedFor(instructions: number): number {
  const wanted = instructions / ROUND_SECONDS;
  const found = SPEEDS.findIndex((speed) => speed >= wanted);
  return found < 0 ? SPEEDS.length - 1 : found;
}

/** Goes through a round as time passes. */
export interface Player {
  readonly isRunning: boolean;
  /** At the end of the round, running begins anew. */
  toggle(): void;
  stop(): void;
  /** @param milliseconds on a clock that only grows. Moves on by what has passed since the last call. */
  tick(milliseconds: number, speed: number): void;
}

/** @param recording gives the round that is shown */
export function createPlayer(recording: () => Recording): Player {
  let isRunning = false;
  let before: number | null = null;
  /** The part of an instruction that is due. */
  let rest = 0;
  return {
    get isRunning() {
      return isRunning;
    },
    toggle: () => {
      isRunning = !isRunning;
      before = null;
      rest = 0;
      const { position, timeline, seek } = recording();
      if (isRunning && position >= timeline.total) seek(0);
    },
    stop: () => {
      isRunning = false;
    },
    tick: (milliseconds, speed) => {
      if (!isRunning) return;
      // A tab that slept does not leap.
      const passed = before === null ? 0 : Math.min(100, milliseconds - before);
      before = milliseconds;
      rest += (passed / 1000) * speed;
      const due = Math.floor(rest);
      rest -= due;
      const { position, timeline, seek } = recording();
      seek(position + due);
      if (position + due >= timeline.total) isRunning = false;
    },
  };
}
