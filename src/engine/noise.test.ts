import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noisyOperators, noisyTask, trueScore } from '../../testing/noisy-task.ts';
import { runContext } from '../../testing/run-context.ts';
import { systemClock } from '../base/clock.ts';
import type { Event } from '../core/event.ts';
import type { Task } from '../core/task.ts';
import type { Workspace } from '../store/contract.ts';
import { openWorkspace } from '../store/open-workspace.ts';
import { createSpec, type RunRequest } from './create-spec.ts';
import { presetComponents } from './presets.ts';
import { type RunContext, type RunResult, startRun } from './run.ts';

const NOISE = { least: 2, most: 8, draws: 'own' } as const;

let folder: string;
let workspace: Workspace;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaizen-noise-'));
  workspace = openWorkspace(folder, { clock: systemClock });
});

afterAll(() => {
  workspace.close();
  rmSync(folder, { recursive: true });
});

const components = {
  ...presetComponents('evolution'),
  archive: { name: 'top-k', options: { capacity: 20 } },
  islands: { name: 'islands', options: { count: 1 } },
  operators: [{ name: 'step' }],
};

const contextFor = (task: Task, overrides: Partial<RunContext> = {}): RunContext =>
  runContext(workspace, task, { operators: noisyOperators, ...overrides });

const run = (
  task: Task,
  request: Partial<RunRequest> = {},
  overrides: Partial<RunContext> = {},
): Promise<RunResult> => {
  const spec = createSpec({ task, budget: { evaluations: 600 }, lag: 4, components, simplify: false, ...request });
  return startRun(spec, task.seeds, contextFor(task, overrides));
};

const eventsOf = (id: string): Event[] => [...workspace.events(id)];

/** Whether the answer of a run is as good as the best that it ever proposed. */
function foundItsBest({ id, state }: RunResult): boolean {
  const proposed = eventsOf(id).flatMap((event) =>
    event.type === 'slot.opened' && 'program' in event.proposal
      ? [trueScore(workspace.program(event.proposal.program))]
      : [],
  );
  const answer = trueScore(workspace.program(state.champion?.program as string));
  return answer === Math.max(...proposed);
}

describe('noise of half of the range, with lucky programs planted', () => {
  const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

  it('does not keep a run from answering with its truly best candidate', async () => {
    let found = 0;
    for (const seed of SEEDS) if (foundItsBest(await run(noisyTask(NOISE), { seed }))) found += 1;
    expect(found).toBeGreaterThanOrEqual(18);
  });

  it('does so where every candidate is evaluated once', async () => {
    let found = 0;
    for (const seed of SEEDS) if (foundItsBest(await run(noisyTask(), { seed }))) found += 1;
    expect(found).toBeLessThanOrEqual(4);
  });
});
