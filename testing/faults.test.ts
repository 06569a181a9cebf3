import { describe, expect, it } from 'vitest';
import { KaizenError } from '../src/base/errors.ts';
import { storageError } from '../src/store/sqlite-errors.ts';
import { CountedFaults, STORAGE_FAILURES, type StorageFailure, storageFailure } from './faults.ts';

/** Which of `count` operations fail. */
function failing(faults: CountedFaults, count: number): number[] {
  const failed: number[] = [];
  for (let operation = 1; operation <= count; operation++) {
    try {
      faults.beforeOperation(`operation ${operation}`);
    } catch {
      failed.push(operation);
    }
  }
  return failed;
}

describe('counted faults', () => {
  it('let everything pass until they are armed', () => {
    const faults = new CountedFaults();
    expect(failing(faults, 5)).toEqual([]);
    expect(faults.operations).toEqual([]);
    expect(faults.disarm()).toBe(false);
  });

  it.each([
    [1, 1, [1]],
    [3, 1, [3]],
    [3, 2, [3, 4]],
    [5, 9, [5]],
    [6, 1, []],
  ])('armed at %i for %i fail there', (n, failures, expected) => {
    const faults = new CountedFaults();
    faults.failNth(n, 'SQLITE_FULL', failures);
    expect(failing(faults, 5)).toEqual(expected);
    expect(faults.operations).toHaveLength(5);
    expect(faults.disarm(), 'failures left over').toBe(expected.length < failures);
    expect(failing(faults, 5)).toEqual([]);
  });

  it('count anew each time they are armed', () => {
    const faults = new CountedFaults();
    faults.failNth(2, 'SQLITE_FULL');
    expect(failing(faults, 3)).toEqual([2]);
    faults.failNth(2, 'SQLITE_IOERR');
    expect(failing(faults, 3)).toEqual([2]);
    expect(faults.operations).toEqual(['operation 1', 'operation 2', 'operation 3']);
  });

  it('fail as the database itself does', () => {
    for (const name of Object.keys(STORAGE_FAILURES) as StorageFailure[]) {
      expect(storageError(storageFailure(name), 'a path'), name).toBeInstanceOf(KaizenError);
    }
  });
});
