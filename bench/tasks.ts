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
import { currentCommit, keepTaskRun, readTaskRuns, type TaskRun, taskRunOf } from './support/task-runs.ts';

/**
 * Every built-in task: seed program, what is reached, the best known value, and the share of that gap that was closed.
 * Arguments: seeds (default 5), CPU time of each run (default 5m), then names of tasks (default all). A run stops when it
 * reaches the best known value. A whole table takes tasks × seeds × CPU time, so hours: finished runs are kept in
 * `docs/benchmarks/tasks.jsonl` and not made again; `npm run bench -- tasks 1 20s` gives a first look, `tasks 0` only
 * prints what is there.
 */
const [seeds = '5', cpu = '5m', ...wanted] = process.argv.slice(2);
const file = join(import.meta.dirname, '..', 'docs', 'benchmarks', 'tasks.jsonl');
const commit = currentCommit();
const entries = builtInTasks().filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const tasks = await Promise.all(
  entries.map(async ({ name, folder }) => {
    const task = await loadTask(folder);
    return { name, version: task.version, known: bestKnownOf(task)?.score };
  }),
);

const workspace = mkdtempSync(join(tmpdir(), 'kaizen-bench-'));
try {
  // Seeds outside, tasks inside: whoever stops early has a few seeds of every task, not every seed of a few.
  for (let seed = 1; seed <= Number(seeds); seed++) {
    for (const { name, version, known } of tasks) {
      const of = { task: name, version, seed, cpu };
      if (readTaskRuns(file).some((run) => isSame(run, of))) continue;
      const target = known === undefined ? [] : [`--target=${known}`];
      const run = taskRunOf(runSeed(workspace, name, seed, ['--cpu', cpu, ...target]), { ...of, commit });
      keepTaskRun(file, run);
      process.stderr.write(`${name}, seed ${seed}: ${shown(run.initial).trim()} to ${shown(run.reached).trim()}\n`);
    }
  }
} finally {
  rmSync(workspace, { recursive: true });
}

console.log(`${cpu} of CPU time for each run; held-out scores where a task has them`);
console.log(
  `${'task'.padEnd(24)} seeds  seed value    reached, median    best known   gap closed, mean and 95 % interval`,
);
const runs = readTaskRuns(file);
for (const { name, version, known } of tasks) {
  const own = runs.filter((run) => run.task === name && run.version === version && run.cpu === cpu);
  if (own.length === 0) continue;
  const initial = own[0]?.initial ?? Number.NaN;
  const reached = own.map((run) => run.reached ?? Number.NaN);
  const count = String(own.length).padStart(5);
  const cells = [name.padEnd(24), count, shown(initial), shown(median(reached)), shown(known)];
  console.log([...cells, gapText(initial, reached, known)].join('  '));
}

function isSame(run: TaskRun, of: Pick<TaskRun, 'task' | 'version' | 'seed' | 'cpu'>): boolean {
  return run.task === of.task && run.version === of.version && run.seed === of.seed && run.cpu === of.cpu;
}

function shown(score: number | null | undefined): string {
  return (score === null || score === undefined ? '–' : Number(score.toPrecision(7)).toString()).padStart(12);
}

/** (reached − seed) / (best known − seed): 1 is all of it, above 1 is better than what is known. */
function gapText(initial: number, reached: readonly number[], known: number | undefined): string {
  if (known === undefined) return '–';
  const closed = reached.map((score) => (100 * (score - initial)) / (known - initial));
  // Two seeds have no spread worth an interval.
  if (closed.length < 3) return `${mean(closed).toFixed(1)} %`;
  const { low, high } = meanInterval(closed, { level: 0.95, resamples: 2_000 }, rootKey(1));
  const interval = Number.isFinite(low) ? ` (${low.toFixed(1)} to ${high.toFixed(1)})` : '';
  return `${mean(closed).toFixed(1)} %${interval}`;
}
