import { expect } from 'vitest';
import { sha256 } from '../../src/base/hash.ts';
import { type LedgerEntry, ledgerTotals } from '../../testing/model-server/ledger.ts';
import type { readRun } from './kill-at.ts';

const UNITS = ['tokensIn', 'tokensOut'] as const;

/**
 * The account of a run that was killed, beside what the server billed for it: settled calls cost what the server says; each
 * lost one counts at its reserve, so that all together is at least what was billed.
 */
export function expectSameAccount(
  folder: string,
  { run, events, calls }: ReturnType<typeof readRun>,
  bill: readonly LedgerEntry[],
): void {
  const all = ledgerTotals(bill);
  const lost = calls.filter(({ status }) => status === 'lost');
  // A run that is finished waits for nothing.
  expect(calls.filter(({ status }) => status === 'reserved')).toEqual([]);
  const settled = calls.filter(({ status }) => status === 'settled');
  // A call that was lost is asked for again under the same key, and billed again where the server had not answered yet. If
  // that fails, the next attempt has a key of its own, and what was lost stays on the bill.
  const billed = new Map(bill.map((entry) => [entry.idempotencyKey, entry]));
  const answers = settled.map((call) => {
    const isOfSame = ({ slot, purpose }: typeof call) => slot === call.slot && purpose === call.purpose;
    const failures = calls.filter((other) => isOfSame(other) && other.status === 'failed').length;
    return billed.get(`kaizen-${sha256(`${folder}\n${call.slot}/${call.purpose}/${failures}`)}`);
  });
  const sum = (list: typeof calls, unit: (typeof UNITS)[number]) =>
    list.reduce((total, { cost }) => total + cost[unit], 0);
  expect(events.filter(({ type }) => type === 'call.lost')).toHaveLength(lost.length);
  for (const unit of UNITS) {
    expect(settled.map(({ cost }) => cost[unit])).toEqual(answers.map((answer) => answer?.[unit]));
    expect(run.cost[unit]).toBeGreaterThanOrEqual(all[unit]);
    expect(run.cost[unit]).toBe(sum(settled, unit) + sum(lost, unit));
  }
}
