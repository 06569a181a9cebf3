import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { sampleSpec } from '../../testing/sample-state.ts';
import { systemClock } from '../base/clock.ts';
import type { Event } from '../core/event.ts';
import type { Order } from '../core/order.ts';
import { initialState } from '../core/reduce.ts';
import { summarize } from '../engine/recorder.ts';
import { openWorkspace } from '../store/open-workspace.ts';
import { findRuns } from './find-runs.ts';
import { requireUnsteered } from './unsteered.ts';

const STUDY = 'announced';

it('a run of a study may be paused, and refuse orders, but not be steered', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kaizen-unsteered-'));
  const workspace = openWorkspace(folder, { clock: systemClock });
  onTestFinished(() => {
    workspace.close();
    rmSync(folder, { recursive: true });
  });
  const spec = sampleSpec({ study: STUDY, arm: 'brute-force' });
  const summary = summarize(initialState(spec, 1));
  const writer = workspace.createRun({ events: [{ type: 'run.created', spec }], programs: [], summary });
  const take = (number: number, order: Order, refused?: string): void => {
    const event: Event = {
      type: 'run.steered',
      number,
      order,
      committed: 0,
      ...(refused !== undefined && { refused }),
    };
    writer.append({ events: [event], programs: [], summary });
  };
  const check = (): void => requireUnsteered(workspace, findRuns(workspace, STUDY));
  expect(findRuns(workspace, STUDY).size).toBe(1);
  take(1, { kind: 'pause' });
  take(2, { kind: 'pin', candidate: 9 }, 'no score');
  check();
  take(3, { kind: 'budget', budget: { evaluations: 900 } });
  expect(check).toThrow(expect.objectContaining({ code: 'KAIZEN_STUDY_STEERED' }));
});
