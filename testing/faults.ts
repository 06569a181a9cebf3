/** What SQLite reports when storage fails: result codes of sqlite.org/rescode.html. */
export const STORAGE_FAILURES = {
  SQLITE_BUSY: [5, 'database is locked'],
  SQLITE_IOERR: [10, 'disk I/O error'],
  SQLITE_CORRUPT: [11, 'database disk image is malformed'],
  SQLITE_FULL: [13, 'database or disk is full'],
} as const;

export type StorageFailure = keyof typeof STORAGE_FAILURES;

/** An error as `node:sqlite` throws it. */
export function storageFailure(name: StorageFailure): Error {
  const [errcode, message] = STORAGE_FAILURES[name];
  return Object.assign(new Error(message), { code: 'ERR_SQLITE_ERROR', errcode, errstr: message });
}

/**
 * Fault injection for storage, by counting: the n-th operation from now fails, and so do the ones after it while
 * `failures` last. Give it to `openWorkspace` as `faults`, then loop n = 1, 2, … until an action passes with no failure
 * left over: every place where storage can fail has then failed once.
 */
export class CountedFaults {
  /** Operations seen since the last `failNth`, in order: for messages of tests. */
  readonly operations: string[] = [];
  #failure: StorageFailure = 'SQLITE_FULL';
  #from = Number.POSITIVE_INFINITY;
  #failures = 0;

  /** The n-th operation from now (1 is the next one) fails, then the following ones, `failures` in all. */
  failNth(n: number, failure: StorageFailure, failures = 1): void {
    this.operations.length = 0;
    this.#failure = failure;
    this.#from = n;
    this.#failures = failures;
  }

  /** Lets everything pass from now on, and tells whether a failure was still waiting. */
  disarm(): boolean {
    const isWaiting = this.#failures > 0;
    this.#failures = 0;
    this.#from = Number.POSITIVE_INFINITY;
    return isWaiting;
  }

  beforeOperation(operation: string): void {
    if (this.#from === Number.POSITIVE_INFINITY) return;
    this.operations.push(operation);
    if (this.operations.length < this.#from || this.#failures === 0) return;
    this.#failures -= 1;
    throw storageFailure(this.#failure);
  }
}
