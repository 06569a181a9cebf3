/**
 * Runs something after what has already arrived on pipes has been read. A timer that fires late, because this thread was
 * busy or the whole process was stopped, would otherwise come before the very event whose absence it reports.
 */
export function afterPendingReads(callback: () => void): void {
  // Timers, then reads, then this; the second turn is for what takes two reads.
  setImmediate(() => setImmediate(callback));
}
