import type { ChildProcess } from 'node:child_process';

/** Ends, at once, a child that was started as the head of a process group, and all that it started in turn. */
export function endProcessGroup({ pid }: ChildProcess): void {
  // It did not start.
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group is gone already.
  }
}
