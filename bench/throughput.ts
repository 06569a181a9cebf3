import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { systemClock } from '../src/base/clock.ts';
import { quantile } from '../src/base/statistics.ts';
import type { Event, SlotEnd } from '../src/core/event.ts';
import { createSpec } from '../src/engine/create-spec.ts';
import { startRun } from '../src/engine/run.ts';
import { openWorkspace } from '../src/store/open-workspace.ts';
import { runContext } from '../testing/run-context.ts';
import { sampleTask } from '../testing/sample-task.ts';

/**
 * How many durable, sandboxed candidates per second the whole engine makes with an evaluator that takes no time, and how
 * much of that time is the engine's own. Argument: slots (default 20,000).
 *
 * The engine's own time per candidate is main-thread CPU (proposing, choosing, committing, writing) over slots; the
 * median over windows of 500 slots is printed, so that start-up does not count.
 */
const slots = Number(process.argv[2] ?? 20_000);
const WINDOW = 500;
const folder = mkdtempSync(join(tmpdir(), 'kaizen-bench-'));
const workspace = openWorkspace(folder, { clock: systemClock });
try {
  const task = sampleTask({ stages: [{ name: 'train', split: 'train' }] });
  const spec = createSpec({ task, budget: { evaluations: slots }, seed: 1, simplify: false, lag: 32 });
  const windows: { wallMs: number; cpuMs: number }[] = [];
  let wallAt = performance.now();
  let cpuAt = mainCpuMs();
  let evaluated = 0;
  const begun = performance.now();
  const observe = (event: Event): void => {
    if (!isSlotEnd(event)) return;
    evaluated += event.cost.evaluations;
    if (evaluated === 0 || evaluated % WINDOW !== 0 || event.cost.evaluations === 0) return;
    const wall = performance.now();
    const cpu = mainCpuMs();
    windows.push({ wallMs: (wall - wallAt) / WINDOW, cpuMs: (cpu - cpuAt) / WINDOW });
    wallAt = wall;
    cpuAt = cpu;
  };
  await startRun(spec, task.seeds, runContext(workspace, task, { observe }));
  const seconds = (performance.now() - begun) / 1000;
  const wall = windows.map(({ wallMs }) => 1000 / wallMs);
  const cpu = windows.map(({ cpuMs }) => cpuMs);
  console.log(`${evaluated} candidates in ${seconds.toFixed(1)} s, start-up and end included`);
  console.log(`candidates per second, windows of ${WINDOW}: ${spread(wall, 0)}`);
  console.log(`engine's own CPU per candidate, ms:        ${spread(cpu, 3)}`);
} finally {
  workspace.close();
  rmSync(folder, { recursive: true });
}

function isSlotEnd(event: Event): event is SlotEnd {
  return event.type === 'candidate.evaluated' || event.type === 'candidate.rejected';
}

function mainCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function spread(values: readonly number[], digits: number): string {
  const at = (q: number): string => quantile(values, q).toFixed(digits);
  return `median ${at(0.5)}, 10 % ${at(0.1)}, 90 % ${at(0.9)}`;
}
