import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { programEditor } from '../../../testing/model-server/program-editor/program-editor.ts';
import { startModelServer } from '../../../testing/model-server/start-model-server.ts';
import { runContext } from '../../../testing/run-context.ts';
import { sampleTask } from '../../../testing/sample-task.ts';
import { systemClock } from '../../base/clock.ts';
import { nextAttempt } from '../../models/next-attempt.ts';
import { openModels } from '../../models/open-models.ts';
import { openWorkspace } from '../../store/open-workspace.ts';
import { createSpec } from '../create-spec.ts';
import { foldEvents } from '../replay.ts';
import { startRun } from '../run.ts';
import { giveOrder } from './give-order.ts';

const folder = mkdtempSync(join(tmpdir(), 'kaizen-hint-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('a hint stands in the prompts of the slots opened after it, until it is forgotten', async () => {
  const prompts: string[] = [];
  const server = await startModelServer({
    script: (request) => {
      prompts.push(request.text);
      return programEditor({ variesByAttempt: true })(request);
    },
  });
  const workspace = openWorkspace(folder, { clock: systemClock });
  const provider = openModels({ environment: {} });
  const task = sampleTask();
  const spec = createSpec({
    task,
    budget: { evaluations: 30 },
    lag: 2,
    simplify: false,
    models: {
      models: [`a@${server.url}`],
      genetic: false,
      priceOf: () => ({ tokensIn: 0, tokensCached: 0, tokensOut: 0 }),
    },
  });
  const { id, state } = await startRun(
    spec,
    task.seeds,
    runContext(workspace, task, {
      machine: { workers: 1, sandbox: 'none', clock: systemClock },
      models: () => ({ provider, nextAttempt, signal: new AbortController().signal }),
      onStart: (run) => {
        giveOrder(workspace, run, { kind: 'hint', text: 'Think of \u001b[31mparabolas.' }, 8);
        giveOrder(workspace, run, { kind: 'forget-hint', number: 1 }, 16);
        giveOrder(workspace, run, { kind: 'stop' }, 20);
      },
    }),
  );
  await server.close();
  provider.close();
  expect([...state.steering.taken.values()].filter(({ refused }) => refused !== undefined)).toEqual([]);
  expect(foldEvents(workspace.events(id))).toEqual(state);
  const hinted = new Set<number>();
  for (const { slot, request } of workspace.modelCalls(id)) {
    if (JSON.stringify(request).includes('- Think of parabolas.')) hinted.add(slot);
  }
  workspace.close();
  // Two slots are in flight: with eight ended, the next one to open is slot 9.
  expect([...hinted].sort((a, b) => a - b)).toEqual([9, 10, 11, 12, 13, 14, 15, 16]);
  expect(prompts.some((text) => text.includes('- Think of parabolas.'))).toBe(true);
});
