import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import type { Event } from '../../src/core/event.ts';
import type { ModelReserve } from '../../src/core/run-spec.ts';
import { openWorkspace } from '../../src/store/open-workspace.ts';
import { verifyLog } from '../../src/store/verify-log.ts';
import { type LedgerEntry, ledgerTotals } from '../../testing/model-server/ledger.ts';
import { type SpawnedModelServer, spawnModelServer } from '../../testing/model-server/spawn-model-server.ts';

const CHILD = fileURLToPath(new URL('./model-child.ts', import.meta.url));
const EVALUATIONS = 260;
const UNLIMITED = 1e12;
const folders: string[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kaizen-model-crash-'));
  folders.push(folder);
  return folder;
}

let server: SpawnedModelServer;
beforeAll(async () => {
  server = await spawnModelServer({
    rules: [
      { when: { share: 0.1 }, reply: { fault: { kind: 'status', status: 429, retryAfterSeconds: 0 } } },
      { reply: { latencyMs: 40 } },
    ],
    programEditor: { malformed: { 'prose-only': 0.1 } },
  });
});
afterAll(async () => {
  await server.close();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Works on the run in a process of its own, which is killed once it has told of so many commits. */
function work(folder: string, killAt: number, microUsd = UNLIMITED): Promise<boolean> {
  const words = [CHILD, folder, server.url, String(EVALUATIONS), String(microUsd)];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.on('data', (data: Buffer) => {
    if (Number(data.toString().trimEnd().split('\n').at(-1)) >= killAt) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal === null && code !== 0) reject(new Error(`the child ended with ${code}`));
      else resolve(signal === 'SIGKILL');
    });
  });
}

function readRun(folder: string) {
  const workspace = openWorkspace(folder, { clock: systemClock });
  try {
    const run = workspace.run('latest');
    const events = [...workspace.events(run.id)];
    return { run, events, calls: workspace.modelCalls(run.id), findings: verifyLog(workspace, run.id) };
  } finally {
    workspace.close();
  }
}

/** What the server billed for a run; requests carry the run's own scope in their keys. */
function billed(since: number): LedgerEntry[] {
  return server.entries().filter(({ number, isBilled }) => number > since && isBilled);
}

const tokens = ({ tokensIn, tokensOut }: { tokensIn: number; tokensOut: number }) => ({ tokensIn, tokensOut });

describe('a run with three models and genetic operators', { timeout: 240_000 }, () => {
  it('is killed again and again: same log, and an account that equals the server’s own', async () => {
    const whole = newFolder();
    await work(whole, Number.POSITIVE_INFINITY);
    const uninterrupted = readRun(whole);
    expect(uninterrupted.run.status).toBe('finished');
    expect(uninterrupted.findings).toEqual([]);
    expect(tokens(uninterrupted.run.cost)).toEqual(tokens(ledgerTotals(billed(0))));
    const operators = new Set(
      uninterrupted.events.flatMap((event) => (event.type === 'slot.opened' ? [event.operator] : [])),
    );
    for (const name of ['small', 'middle', 'large']) expect(operators).toContain(`model:${name}@${server.url}`);
    expect(operators).toContain('expression-mutation');
    expect(operators).toContain('meta-scratchpad');

    const before = server.entries().length;
    const folder = newFolder();
    let kills = 0;
    for (let killAt = 15; killAt < uninterrupted.run.committed - 60; killAt += 40) {
      if (await work(folder, killAt)) kills += 1;
    }
    expect(kills).toBeGreaterThanOrEqual(4);
    await work(folder, Number.POSITIVE_INFINITY);

    const { run, events, calls, findings } = readRun(folder);
    expect(run.status).toBe('finished');
    expect(findings).toEqual([]);
    expect(run.logHash).toBe(uninterrupted.run.logHash);

    // Settled calls cost what the server says; each lost one counts at its reserve, which is at least what was billed.
    const bill = billed(before);
    const all = ledgerTotals(bill);
    // A call that was lost is asked for again under the same key; a server that had not answered yet bills it again.
    const once = ledgerTotals(new Map(bill.map((entry) => [entry.idempotencyKey, entry])).values());
    const lost = calls.filter(({ status }) => status === 'lost');
    const settled = calls.filter(({ status }) => status === 'settled');
    const sum = (list: typeof calls, unit: 'tokensIn' | 'tokensOut') =>
      list.reduce((total, { cost }) => total + cost[unit], 0);
    expect(lost.length).toBeGreaterThan(0);
    expect(events.filter(({ type }) => type === 'call.lost')).toHaveLength(lost.length);
    for (const unit of ['tokensIn', 'tokensOut'] as const) {
      expect(sum(settled, unit)).toBe(once[unit]);
      expect(run.cost[unit]).toBeGreaterThanOrEqual(all[unit]);
      expect(run.cost[unit]).toBe(sum(settled, unit) + sum(lost, unit));
    }
  });

  it('never passes a budget in money', async () => {
    const folder = newFolder();
    const beyondReserve = 40_000;
    await work(folder, Number.POSITIVE_INFINITY, beyondReserve);
    const { run, events, calls } = readRun(folder);
    expect(run.status).toBe('finished');
    expect(run.reason).toBe('budget');
    expect(run.cost.evaluations).toBeLessThan(EVALUATIONS);
    expect(calls.length).toBeGreaterThan(10);
    // It stopped because one more slot might not have fitted, and not before.
    const [created] = events;
    const { budget, reserve } = (created as Extract<Event, { type: 'run.created' }>).spec;
    expect(run.cost.microUsd).toBeGreaterThan(beyondReserve);
    expect(run.cost.microUsd).toBeLessThanOrEqual(budget.microUsd as number);
    expect(run.cost.microUsd + (reserve as ModelReserve).microUsd).toBeGreaterThan(budget.microUsd as number);
  });
});
