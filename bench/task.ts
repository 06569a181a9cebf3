import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../src/base/clock.ts';
import { median, quantile } from '../src/base/statistics.ts';
import { type RunReport, testResultOf } from '../src/engine/results.ts';
import { openWorkspace } from '../src/store/open-workspace.ts';
import { runSeed } from './support/run-seed.ts';

/**
 * A task over several seeds, each run as a user would run it: seed program and best on held-out data, and the spread;
 * below them, for metrics that only reports see (transfer to longer instances), seed program and best.
 * Arguments: task, number of seeds, then options of `kaizen run`, such as
 * `npm run bench -- task online-bin-packing 10 --wall 120s --preset evolution`.
 */
const [task = 'online-bin-packing', seeds = '10', ...options] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'kaizen-bench-'));
const format = (score: number | null): string => (score === null ? '–' : score.toFixed(6)).padStart(10);

/** Private metrics of the final test, by name: of the seed program and of the champion. */
function privateMetrics({ run, best }: RunReport): Map<string, readonly [number, number]> {
  const workspace = openWorkspace(folder, { clock: systemClock });
  try {
    const metricsOf = (candidate: number): Readonly<Record<string, number>> => {
      const result = testResultOf(workspace, run, candidate);
      return (result?.status === 'ok' && result.measurement.privateMetrics) || {};
    };
    const champion = metricsOf(best.candidate ?? 0);
    return new Map(
      Object.entries(metricsOf(0)).map(([name, value]) => [name, [value, champion[name] ?? Number.NaN]] as const),
    );
  } finally {
    workspace.close();
  }
}

try {
  const finals: number[] = [];
  const metrics = new Map<string, (readonly [number, number])[]>();
  console.log(`${task} ${options.join(' ')}`);
  console.log('seed  start test   best test  best valid.  evaluations  candidates/s  CPU s  wall s');
  for (let seed = 1; seed <= Number(seeds); seed++) {
    const report = runSeed(folder, task, seed, options);
    const { initial, best, cost } = report;
    for (const [name, pair] of privateMetrics(report)) metrics.set(name, [...(metrics.get(name) ?? []), pair]);
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
  for (const [name, pairs] of metrics) {
    const best = pairs.map(([, value]) => value);
    const range = `median ${format(median(best))}, lowest ${format(Math.min(...best))}, highest ${format(Math.max(...best))}`;
    console.log(`${name}: seed program ${format(pairs[0]?.[0] ?? null)}; best ${range}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
