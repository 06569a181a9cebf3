import { randomUUID } from 'node:crypto';
import { KaizenError } from '../base/errors.ts';
import type { Connection } from './connection.ts';
import type { Runner } from './contract.ts';
import { currentProcess, livenessOf, type ProcessIdentity } from './process-identity.ts';
import { formatRunId } from './run-id.ts';

/** A runner in another container counts as alive while its last sign of life is younger than this. */
const FOREIGN_LIFE_MS = 10 * 60_000;

/** How often a writer renews its sign of life, in milliseconds. */
export const HEARTBEAT_MS = 10_000;

type LockRecord = [
  token: string,
  pid: number,
  boot: string,
  namespace: string,
  started: string,
  acquiredAt: number,
  heartbeatAt: number,
];

function readLock(connection: Connection, run: number): LockRecord | undefined {
  return connection
    .statement('SELECT token, pid, boot, namespace, started, acquired_at, heartbeat_at FROM locks WHERE run = ?')
    .get<LockRecord>(run);
}

/** The living process that holds a run's lock; null when nobody works on it. `now` is in milliseconds since the epoch. */
export function findRunner(connection: Connection, run: number, now: number): Runner | null {
  const record = readLock(connection, run);
  if (record === undefined) return null;
  const [, pid, boot, namespace, started, since, heartbeatAt] = record;
  const liveness = livenessOf({ pid, boot, namespace, started });
  if (liveness === 'dead') return null;
  if (liveness === 'unknown' && now - heartbeatAt > FOREIGN_LIFE_MS) return null;
  return { pid, since, heartbeatAt };
}

/**
 * Takes a run's lock and returns its token; call it inside a transaction. A lock whose process is dead, or of an earlier
 * boot, is taken over. `abandoned` tells locks of this process that could not be released. Fails with KAIZEN_RUN_LOCKED.
 */
export function takeLock(
  connection: Connection,
  run: number,
  now: number,
  abandoned: ReadonlySet<string> = new Set(),
  identity: ProcessIdentity = currentProcess(),
): string {
  const runner = findRunner(connection, run, now);
  if (runner !== null && !abandoned.has(readLock(connection, run)?.[0] ?? '')) throw locked(run, runner, identity.pid);
  const token = randomUUID();
  connection
    .statement('INSERT OR REPLACE INTO locks VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    .run(run, token, identity.pid, identity.boot, identity.namespace, identity.started, now, now);
  return token;
}

export function renewLock(connection: Connection, run: number, token: string, now: number): void {
  connection.statement('UPDATE locks SET heartbeat_at = ? WHERE run = ? AND token = ?').run(now, run, token);
}

export function releaseLock(connection: Connection, run: number, token: string): void {
  connection.statement('DELETE FROM locks WHERE run = ? AND token = ?').run(run, token);
}

function locked(run: number, runner: Runner, pid: number): KaizenError {
  const id = formatRunId(run);
  const isSelf = runner.pid === pid;
  return new KaizenError('KAIZEN_RUN_LOCKED', `run ${id} is being worked on by process ${runner.pid}`, {
    wanted: 'a run that nobody works on',
    got: `${isSelf ? 'this process' : `process ${runner.pid}`} has held its lock since ${new Date(runner.since).toISOString()}`,
    next: isSelf ? 'close its writer first' : `wait for it, or ask it to pause: kaizen stop ${id}`,
  });
}
