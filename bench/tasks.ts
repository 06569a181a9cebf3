import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootKey } from '../src/base/random.ts';
import { mean, median } from '../src/base/statistics.ts';
import { bestKnownOf } from '../src/core/best-known.ts';
import { meanInterval } from '../src/study/statistics/bootstrap.ts';
import { builtInTasks } from '../src/tasks/find-task.ts';
import { loadTask } from '../src/tasks/load-task.ts';
import { runSeed } from './support/run-seed.ts';

/**
 * Every built-in task: seed program, what is reached, the best known value, and the share of that gap that was closed.
 * Arguments: seeds (default 5), CPU time of each run (default 5m), then names of tasks (default all). A whole table takes
 * tasks × seeds × CPU time, so hours: `npm run bench -- tasks 1 20s` gives a first look.
 */
const [seeds = '5', cpu = '5m', ...wanted] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'kaizen-bench-'));
const shown = (score: number | null | undefined): string =>
  (score === null || score === undefined ? '–' : Number(score.toPrecision(7)).toString()).padStart(12);

try {
  console.log(`${seeds} seeds, ${cpu} of CPU time each; held-out scores where a task has them`);
  console.log(`${'task'.padEnd(24)}  seed value    reached, median    best known   gap closed, mean and 95 % interval`);
  for (const { name, folder: path } of builtInTasks()) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const known = bestKnownOf(await loadTask(path))?.score;
    const reports = Array.from({ length: Number(seeds) }, (_, index) =>
      runSeed(folder, name, index + 1, ['--cpu', cpu]),
    );
    const scoreOf = (scores: { train: number | null; test: number | null }): number =>
      scores.test ?? scores.train ?? Number.NaN;
    const initial = scoreOf((reports[0] as (typeof reports)[number]).initial);
    const reached = reports.map(({ best }) => scoreOf(best));
    const cells = [
      name.padEnd(24),
      shown(initial),
      shown(median(reached)),
      shown(known),
      gapText(initial, reached, known),
    ];
    console.log(cells.join('  '));
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** (reached − seed) / (best known − seed): 1 is all of it, above 1 is better than what is known. */
function gapText(initial: number, reached: readonly number[], known: number | undefined): string {
  if (known === undefined) return '–';
  const closed = reached.map((score) => (100 * (score - initial)) / (known - initial));
  const { low, high } = meanInterval(closed, { level: 0.95, resamples: 2_000 }, rootKey(1));
  const interval = Number.isFinite(low) ? ` (${low.toFixed(1)} to ${high.toFixed(1)})` : '';
  return `${mean(closed).toFixed(1)} %${interval}`;
}
