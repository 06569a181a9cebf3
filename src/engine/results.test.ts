import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { copyRun } from '../../testing/copied-run.ts';
import { runContext } from '../../testing/run-context.ts';
import { sampleTask } from '../../testing/sample-task.ts';
import { systemClock } from '../base/clock.ts';
import type { Event } from '../core/event.ts';
import type { Task } from '../core/task.ts';
import { openWorkspace } from '../store/open-workspace.ts';
import { createSpec } from './create-spec.ts';
import { reportOf } from './results.ts';
import { startRun } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'kaizen-results-'));
const workspace = openWorkspace(folder, { clock: systemClock });
afterAll(() => {
  workspace.close();
  rmSync(folder, { recursive: true });
});

it('test scores are in the report, however often a run was interrupted between its final tests', async () => {
  const task: Task = { ...sampleTask(), splits: ['train', 'validation', 'test'] };
  const spec = createSpec({ task, budget: { evaluations: 60 }, seed: 2 });
  const { id } = await startRun(spec, task.seeds, runContext(workspace, task));
  const report = reportOf(workspace, id);
  expect(report.initial.test).not.toBeNull();
  expect(report.best.test).not.toBeNull();

  const events = [...workspace.events(id)];
  const started = events.find(({ type }) => type === 'run.started') as Event;
  const paused: Event = { type: 'run.paused', reason: 'asked to pause', measured: { cpuMs: 0, wallMs: 0 } };
  const first = events.findIndex(({ type }) => type === 'candidate.tested');
  for (const place of [first + 1, first]) {
    events.splice(place, 0, ...Array.from({ length: 20 }, () => [paused, started]).flat());
  }
  const { writer } = copyRun(workspace, workspace, events);
  writer.close();
  const again = reportOf(workspace, writer.id);
  expect(again).toEqual({ ...report, run: writer.id });
});
