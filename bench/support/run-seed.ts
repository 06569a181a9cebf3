import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { RunReport } from '../../src/engine/results.ts';

const bin = join(import.meta.dirname, '..', '..', 'bin', 'kaizen.mjs');

/** Runs a task once as a user would, in a workspace of the benchmark's own, and gives the line that it ends with. */
export function runSeed(workspace: string, task: string, seed: number, options: readonly string[]): RunReport {
  const words = ['--workspace', workspace, 'run', task, '--seed', String(seed), '--quiet', '--json', ...options];
  const { stdout, stderr } = spawnSync(process.execPath, [bin, ...words], { encoding: 'utf8' });
  const line = stdout.trimEnd().split('\n').at(-1) ?? '';
  if (!line.startsWith('{')) throw new Error(stderr);
  return JSON.parse(line) as RunReport;
}
