import { KaizenError, messageOf } from '../base/errors.ts';

/** What `node:sqlite` adds to an error: the extended result code of SQLite. */
interface SqliteError extends Error {
  readonly code: 'ERR_SQLITE_ERROR';
  readonly errcode: number;
}

type Wording = readonly [code: `KAIZEN_${string}`, summary: string, next: string];

const CORRUPT: Wording = [
  'KAIZEN_DATABASE_CORRUPT',
  'the workspace database is damaged',
  'keep a copy of the folder, then try `sqlite3 kaizen.db .recover` or go back to a backup',
];
const UNWRITABLE: Wording = [
  'KAIZEN_WORKSPACE_UNWRITABLE',
  'the workspace cannot be written',
  'check the rights of the folder and its owner, or choose another workspace',
];
const DISK_FULL: Wording = [
  'KAIZEN_DISK_FULL',
  'there is no room left for the workspace',
  'free some space, then go on: nothing that was acknowledged is lost',
];
const DISK_FAILED: Wording = [
  'KAIZEN_DISK_FAILED',
  'the disk reported an input or output error',
  'check the disk (`dmesg`), then go on: nothing that was acknowledged is lost',
];
const LOCKED: Wording = [
  'KAIZEN_DATABASE_LOCKED',
  'another process kept the workspace database locked',
  'wait for it to end, or find it with `fuser` on the database file',
];
const MISUSE: Wording = [
  'KAIZEN_STORE_MISUSE',
  'the write contradicts what is stored',
  'this is a defect of the program: please report it',
];
const FAILED: Wording = [
  'KAIZEN_DATABASE_FAILED',
  'the workspace database refused an operation',
  'try again; report it if it stays',
];

/** Primary result codes of SQLite (sqlite.org/rescode.html); the extended code has the primary one in its low byte. */
const BY_PRIMARY_CODE: Readonly<Record<number, Wording>> = {
  3: UNWRITABLE,
  5: LOCKED,
  6: LOCKED,
  8: UNWRITABLE,
  10: DISK_FAILED,
  11: CORRUPT,
  13: DISK_FULL,
  14: UNWRITABLE,
  19: MISUSE,
  23: UNWRITABLE,
  26: CORRUPT,
};

/** Extended codes that mean something else than their primary code: a short read, a damaged file system. */
const BY_EXTENDED_CODE: Readonly<Record<number, Wording>> = { 522: CORRUPT, 8458: CORRUPT };

const BY_SYSTEM_CODE: Readonly<Record<string, Wording>> = {
  ENOSPC: DISK_FULL,
  EDQUOT: DISK_FULL,
  EIO: DISK_FAILED,
  EACCES: UNWRITABLE,
  EPERM: UNWRITABLE,
  EROFS: UNWRITABLE,
  ENOTDIR: UNWRITABLE,
  EEXIST: UNWRITABLE,
  ENOENT: UNWRITABLE,
};

/**
 * The only place where errors of SQLite and of the file system become coded errors. Errors that are already coded pass;
 * anything else is a defect and passes unchanged too.
 */
export function storageError(thrown: unknown, path: string): unknown {
  if (thrown instanceof KaizenError || !(thrown instanceof Error)) return thrown;
  const wording = wordingOf(thrown);
  if (wording === undefined) return thrown;
  const [code, summary, next] = wording;
  return new KaizenError(code, summary, {
    wanted: `a readable and writable database at ${path}`,
    got: messageOf(thrown),
    next,
    cause: thrown,
  });
}

function wordingOf(error: Error): Wording | undefined {
  if (isSqliteError(error)) {
    // A table that a migration made and that is gone was removed by other hands.
    if (/^no such (table|column)/.test(error.message)) return CORRUPT;
    return BY_EXTENDED_CODE[error.errcode] ?? BY_PRIMARY_CODE[error.errcode & 0xff] ?? FAILED;
  }
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ERR_INVALID_STATE') return ['KAIZEN_STORE_CLOSED', 'the workspace was closed', 'open it again'];
  return code === undefined ? undefined : BY_SYSTEM_CODE[code];
}

function isSqliteError(error: Error): error is SqliteError {
  return (error as Partial<SqliteError>).code === 'ERR_SQLITE_ERROR';
}
