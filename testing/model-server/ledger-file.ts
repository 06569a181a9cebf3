import { openSync, readFileSync, writeSync } from 'node:fs';
import type { LedgerEntry, LedgerRecord } from './ledger.ts';

/**
 * Writes the changes of a ledger to a file, one line of JSON each, before the request goes on: whoever dies, client or
 * server, the file tells what was billed.
 */
export function ledgerFile(path: string): (record: LedgerRecord) => void {
  const file = openSync(path, 'a');
  return (record) => {
    writeSync(file, `${JSON.stringify(record)}\n`);
  };
}

/** Reads a ledger that may still be written: a last line that is not whole yet is left out. */
export function readLedgerFile(path: string): readonly LedgerEntry[] {
  const entries = new Map<number, LedgerEntry>();
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  for (const line of lines) {
    const record = JSON.parse(line) as LedgerRecord;
    if (record.kind === 'request.received') {
      entries.set(record.entry.number, record.entry);
      continue;
    }
    const entry = entries.get(record.number);
    if (entry !== undefined) entries.set(record.number, { ...entry, isDelivered: record.isDelivered });
  }
  return [...entries.values()];
}
