import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runContext } from '../../../testing/run-context.ts';
import { sampleTask } from '../../../testing/sample-task.ts';
import { systemClock } from '../../base/clock.ts';
import type { Event } from '../../core/event.ts';
import type { Order } from '../../core/order.ts';
import type { Program } from '../../core/program.ts';
import { entryText, withEntry } from '../../core/program.ts';
import type { Workspace } from '../../store/contract.ts';
import { openWorkspace } from '../../store/open-workspace.ts';
import { verifyLog } from '../../store/verify-log.ts';
import { createSpec, type RunRequest } from '../create-spec.ts';
import { type RunResult, startRun } from '../run.ts';

let folder: string;
let workspace: Workspace;
const task = sampleTask();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaizen-orders-'));
  workspace = openWorkspace(folder, { clock: systemClock });
});
afterAll(() => {
  workspace.close();
  rmSync(folder, { recursive: true });
});

type At = readonly [atSlot: number, order: Order, program?: Program];

/** A run with orders for given slots, left before its first one. */
async function steeredRun(orders: readonly At[], request: Partial<RunRequest> = {}, workers = 2): Promise<RunResult> {
  const spec = createSpec({ task, budget: { evaluations: 120 }, seed: 5, lag: 6, ...request });
  const context = runContext(workspace, task, {
    machine: { workers, sandbox: 'quickjs', clock: systemClock },
    onStart: (id) => {
      for (const [atSlot, order, program] of orders) workspace.giveOrder(id, { order, atSlot }, program);
    },
  });
  return startRun(spec, task.seeds, context);
}

const eventsOf = (id: string): Event[] => [...workspace.events(id)];
const variant = (body: string): Program => {
  const seed = task.seeds[0] as Program;
  return withEntry(seed, entryText(seed).replace('return x;', body));
};

describe('orders to a run', () => {
  it('inject', async () => {
    const program = variant('return x * x + 3 * x + 1;');
    const { id, state } = await steeredRun([[20, { kind: 'inject', program: program.hash }, program]]);
    const events = eventsOf(id);
    const at = events.findIndex(({ type }) => type === 'run.steered');
    expect(events[at + 1]).toMatchObject({ type: 'slot.opened', operator: 'injected', parents: [], phase: 'search' });
    expect(state.best?.merit).toBeCloseTo(0);
    expect(verifyLog(workspace, id)).toEqual([]);
    expect([...state.steering.taken.values()]).toMatchObject([{ committed: 20 }]);
  });
});
