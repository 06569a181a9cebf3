import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Clock, systemClock } from '../base/clock.ts';
import { KaizenError } from '../base/errors.ts';
import { Connection, type StorageFaults } from './connection.ts';
import type { Workspace } from './contract.ts';
import { migrate, requireCurrent } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { storageError } from './sqlite-errors.ts';
import { SqliteWorkspace } from './workspace.ts';

export const DEFAULT_FOLDER = '.kaizen';
const DATABASE_FILE = 'kaizen.db';
const BUSY_TIMEOUT_MS = 5000;

export interface WorkspaceOptions {
  readonly clock?: Clock;
  /** Never writes, not even a newer schema; works on a read-only medium too. */
  readonly readOnly?: boolean;
  /**
   * What an acknowledged group survives: the death of the process (`process`, the default), or also the loss of power
   * (`power`, one disk flush for each group).
   */
  readonly durability?: 'process' | 'power';
  /** How long a write waits for another process, in milliseconds. */
  readonly busyTimeoutMs?: number;
  /** For tests. */
  readonly faults?: StorageFaults;
}

/**
 * Opens a workspace folder; a writable one is made where there is none. Fails with KAIZEN_WORKSPACE_UNWRITABLE,
 * KAIZEN_WORKSPACE_NOT_FOUND (read-only), KAIZEN_WORKSPACE_NEWER, KAIZEN_DATABASE_CORRUPT, KAIZEN_DATABASE_FOREIGN,
 * KAIZEN_DATABASE_LOCKED and KAIZEN_DISK_FULL.
 */
export function openWorkspace(folder: string = DEFAULT_FOLDER, options: WorkspaceOptions = {}): Workspace {
  const path = join(resolve(folder), DATABASE_FILE);
  const connection = options.readOnly === true ? openForReading(path, options) : openForWriting(path, options);
  return new SqliteWorkspace(resolve(folder), connection, options.clock ?? systemClock);
}

function openForWriting(path: string, options: WorkspaceOptions): Connection {
  try {
    mkdirSync(resolve(path, '..'), { recursive: true });
  } catch (error) {
    throw storageError(error, path);
  }
  return prepare(connect(path, options), (connection) => {
    // Setting the mode that a file already has would still need its lock.
    const [mode] = connection.statement('PRAGMA journal_mode').get<[string]>() as [string];
    if (mode !== 'wal') connection.exec('PRAGMA journal_mode = WAL');
    connection.exec(`PRAGMA synchronous = ${options.durability === 'power' ? 'FULL' : 'NORMAL'}`);
    connection.exec(SETTINGS);
    migrate(connection, MIGRATIONS);
  });
}

function openForReading(path: string, options: WorkspaceOptions): Connection {
  if (!existsSync(path)) {
    throw new KaizenError('KAIZEN_WORKSPACE_NOT_FOUND', 'there is no workspace here', {
      wanted: `a database at ${path}`,
      got: 'no such file',
      next: 'start a run with `kaizen run`, or name the workspace folder',
    });
  }
  const check = (connection: Connection): void => {
    connection.exec(SETTINGS);
    requireCurrent(connection, MIGRATIONS);
  };
  try {
    return prepare(connect(path, options), check);
  } catch (error) {
    // Where SQLite may not make its shared-memory file, a database without a write-ahead log can be read as it lies.
    if (!isUnwritable(error) || hasWriteAheadLog(path)) throw error;
    return prepare(connect(path, options, new URL(`${pathToFileURL(path).href}?immutable=1`)), check);
  }
}

/**
 * A page cache above the default 2 MB, because program hashes land anywhere in their index; checkpoints at 16 MB instead
 * of 4, because each waits for the disk; and a write-ahead log that shrinks again after a long reader.
 */
const SETTINGS = 'PRAGMA cache_size = -32000; PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864';

function connect(path: string, options: WorkspaceOptions, location?: URL): Connection {
  const { readOnly = false, busyTimeoutMs = BUSY_TIMEOUT_MS, faults } = options;
  return new Connection(path, { readOnly, busyTimeoutMs, faults }, location);
}

function prepare(connection: Connection, action: (connection: Connection) => void): Connection {
  try {
    action(connection);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function isUnwritable(error: unknown): boolean {
  return error instanceof KaizenError && error.code === 'KAIZEN_WORKSPACE_UNWRITABLE';
}

function hasWriteAheadLog(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}
