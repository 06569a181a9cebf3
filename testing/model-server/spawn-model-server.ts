import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LedgerEntry, LedgerTotals } from './ledger.ts';
import { readLedgerFile } from './ledger-file.ts';
import type { ScriptFile } from './read-script.ts';

export interface SpawnedModelServer {
  readonly url: string;
  readonly pid: number;
  /** The ledger so far, read from its file. */
  entries(): readonly LedgerEntry[];
  /** Ends the process, and tells what it was asked, and the CPU time it used in all, in milliseconds. */
  close(): Promise<{ readonly totals: LedgerTotals; readonly mostInFlight: number; readonly cpuMs: number }>;
}

/**
 * Starts the model server in a process of its own, which ends with this one at the latest: for tests that kill the
 * client, and for benchmarks in which the server must not share the client's event loop.
 */
export async function spawnModelServer(script: ScriptFile, seed = 0): Promise<SpawnedModelServer> {
  const folder = mkdtempSync(join(tmpdir(), 'kaizen-model-server-'));
  const scriptFile = join(folder, 'script.json');
  const ledger = join(folder, 'ledger.jsonl');
  writeFileSync(scriptFile, JSON.stringify(script));
  // This module is TypeScript in a clone and JavaScript in the package; so is the program beside it.
  const program = join(import.meta.dirname, `main${import.meta.filename.slice(-3)}`);
  const words = [program, '--script', scriptFile, '--ledger', ledger, '--seed', String(seed), '--until-input-ends'];
  const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<unknown> => {
    const { value, done } = await lines.next();
    if (done) throw new Error('the model server ended; what it said is on standard error');
    return JSON.parse(value);
  };
  const { url, pid } = (await line()) as { url: string; pid: number };
  return {
    url,
    pid,
    entries: () => readLedgerFile(ledger),
    close: async () => {
      const ended = once(child, 'close');
      child.stdin.end();
      const summary = (await line()) as Awaited<ReturnType<SpawnedModelServer['close']>>;
      await ended;
      rmSync(folder, { recursive: true, force: true });
      return summary;
    },
  };
}
