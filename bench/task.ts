import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, quantile } from '../src/base/statistics.ts';
import type { RunReport } from '../src/engine/results.ts';

/**
 * A task over several seeds, each run as a user would run it: seed program and best on held-out data, and the spread.
 * Arguments: task, number of seeds, then options of `kaizen run`, such as
 * `npm run bench -- task online-bin-packing 10 --wall 120s --preset evolution`.
 */
const [task = 'online-bin-packing', seeds = '10', ...options] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'kaizen-bench-'));
const bin = join(import.meta.dirname, '..', 'bin', 'kaizen.mjs');
const format = (score: number | null): string => (score === null ? '–' : score.toFixed(6)).padStart(10);

try {
  const finals: number[] = [];
  console.log(`${task} ${options.join(' ')}`);
  console.log('seed  start test   best test  best valid.  evaluations  candidates/s  CPU s  wall s');
  for (let seed = 1; seed <= Number(seeds); seed++) {
    const words = ['--workspace', folder, 'run', task, '--seed', String(seed), '--quiet', '--json', ...options];
    const { stdout, stderr } = spawnSync(process.execPath, [bin, ...words], { encoding: 'utf8' });
    const line = stdout.trimEnd().split('\n').at(-1) ?? '';
    if (!line.startsWith('{')) throw new Error(stderr);
    const { initial, best, cost } = JSON.parse(line) as RunReport;
    finals.push(best.test ?? best.train ?? Number.NaN);
    const perSecond = (cost.evaluations * 1000) / cost.wallMs;
    const cells = [
      String(seed).padStart(4),
      format(initial.test),
      format(best.test),
      format(best.validation),
      String(cost.evaluations).padStart(11),
      perSecond.toFixed(0).padStart(12),
      (cost.cpuMs / 1000).toFixed(0).padStart(5),
      (cost.wallMs / 1000).toFixed(0).padStart(6),
    ];
    console.log(cells.join('  '));
  }
  const [low, high] = [Math.min(...finals), Math.max(...finals)];
  console.log(`held-out: median ${format(median(finals))}, lowest ${format(low)}, highest ${format(high)}`);
  console.log(`quartiles ${format(quantile(finals, 0.25))} to ${format(quantile(finals, 0.75))}`);
} finally {
  rmSync(folder, { recursive: true });
}
