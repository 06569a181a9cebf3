import { expect } from 'vitest';
import { type LedgerEntry, ledgerTotals } from '../../testing/model-server/ledger.ts';
import type { readRun } from './kill-at.ts';

const UNITS = ['tokensIn', 'tokensOut'] as const;

/**
 * The account of a run that was killed, beside what the server billed for it: settled calls cost what the server says; each
 * lost one counts at its reserve, which is at least what was billed.
 */
export function expectSameAccount(
  { run, events, calls }: ReturnType<typeof readRun>,
  bill: readonly LedgerEntry[],
): void {
  const all = ledgerTotals(bill);
  // A call that was lost is asked for again under the same key; a server that had not answered yet bills it again.
  const once = ledgerTotals(new Map(bill.map((entry) => [entry.idempotencyKey, entry])).values());
  const lost = calls.filter(({ status }) => status === 'lost');
  const settled = calls.filter(({ status }) => status === 'settled');
  const sum = (list: typeof calls, unit: (typeof UNITS)[number]) =>
    list.reduce((total, { cost }) => total + cost[unit], 0);
  expect(events.filter(({ type }) => type === 'call.lost')).toHaveLength(lost.length);
  for (const unit of UNITS) {
    expect(sum(settled, unit)).toBe(once[unit]);
    expect(run.cost[unit]).toBeGreaterThanOrEqual(all[unit]);
    expect(run.cost[unit]).toBe(sum(settled, unit) + sum(lost, unit));
  }
}
