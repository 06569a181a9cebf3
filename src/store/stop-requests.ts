import type { Connection } from './connection.ts';
import { findRunner } from './lock.ts';

/** Leaves a request for the process that works on the run; false when none does. `now` is in milliseconds. */
export function requestStop(connection: Connection, run: number, now: number): boolean {
  if (findRunner(connection, run, now) === null) return false;
  connection.transaction(() => {
    connection.statement('INSERT OR REPLACE INTO stop_requests (run, requested_at) VALUES (?, ?)').run(run, now);
  });
  return true;
}

export function isStopRequested(connection: Connection, run: number): boolean {
  return connection.statement('SELECT 1 FROM stop_requests WHERE run = ?').get(run) !== undefined;
}
