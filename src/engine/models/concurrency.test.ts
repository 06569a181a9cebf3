import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { programEditor } from '../../../testing/model-server/program-editor/program-editor.ts';
import { type ModelServer, startModelServer } from '../../../testing/model-server/start-model-server.ts';
import { runContext } from '../../../testing/run-context.ts';
import { sampleTask } from '../../../testing/sample-task.ts';
import { systemClock } from '../../base/clock.ts';
import { createProgram } from '../../core/program.ts';
import { nextAttempt } from '../../models/next-attempt.ts';
import { openModels } from '../../models/open-models.ts';
import { openWorkspace } from '../../store/open-workspace.ts';
import { createSpec } from '../create-spec.ts';
import { startRun } from '../run.ts';

const folder = mkdtempSync(join(tmpdir(), 'kaizen-concurrency-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SEED = createProgram({
  language: 'javascript',
  entry: 'f.js',
  files: {
    'f.js': '// EVOLVE-BLOCK-START\nexport function f(x) {\n  return 2.5 * x + 7.25;\n}\n// EVOLVE-BLOCK-END\n',
  },
});
const FREE = { tokensIn: 0, tokensCached: 0, tokensOut: 0 };
const task = sampleTask({ stages: [{ name: 'train', split: 'train' }] });

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
};

/** A server that keeps every reply back until so many calls are in flight, and then for a while longer. */
async function holdingServer(until: number): Promise<ModelServer> {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const edit = programEditor({ variesByAttempt: true });
  const server = await startModelServer({
    script: (request) => {
      // The request at hand is counted after its script.
      if (server.ledger.inFlight + 1 === until) void turns(200).then(open);
      return { ...edit(request), until: opened };
    },
  });
  return server;
}

function specFor(url: string, request: { lag?: number; evaluations: number; concurrency?: number; genetic?: boolean }) {
  const { lag, evaluations, concurrency, genetic = false } = request;
  return createSpec({
    task,
    seedPrograms: [SEED],
    budget: { evaluations },
    simplify: false,
    ...(lag !== undefined && { lag }),
    models: { models: [`a@${url}`], genetic, priceOf: () => FREE, ...(concurrency !== undefined && { concurrency }) },
  });
}

async function run(url: string, concurrency: number, request: Parameters<typeof specFor>[1]) {
  const workspace = openWorkspace(mkdtempSync(join(folder, 'w-')), { clock: systemClock });
  const provider = openModels({ environment: {} });
  const { signal } = new AbortController();
  try {
    const context = runContext(workspace, task, {
      models: () => ({ provider, nextAttempt, concurrency, signal }),
    });
    return await startRun(specFor(url, request), [SEED], context);
  } finally {
    provider.close();
    workspace.close();
  }
}

describe('calls in flight', () => {
  it.each([8, 200])('are as many as they may be, and never more: %i', async (concurrency) => {
    const server = await holdingServer(concurrency);
    const evaluations = concurrency + 20;
    const { state } = await run(server.url, concurrency, { lag: 3 * concurrency, evaluations });
    expect(server.ledger.mostInFlight).toBe(concurrency);
    expect(state.cost.evaluations).toBe(evaluations);
    await server.close();
  });

  it('decide nothing that the log says', async () => {
    const server = await startModelServer({ script: programEditor({ malformed: { 'prose-only': 0.2 } }) });
    const hashes = new Set<string>();
    for (const concurrency of [1, 3, 50]) {
      const { logHash } = await run(server.url, concurrency, { lag: 12, evaluations: 40, genetic: true });
      hashes.add(logHash);
    }
    await server.close();
    expect(hashes.size).toBe(1);
  });

  it('set the slots that are open where nobody says how many', () => {
    const lagWith = (concurrency?: number, lag?: number): number =>
      specFor('http://127.0.0.1:1/v1', {
        evaluations: 10,
        ...(concurrency !== undefined && { concurrency }),
        ...(lag !== undefined && { lag }),
      }).lag;
    expect([lagWith(), lagWith(1), lagWith(8), lagWith(200), lagWith(200, 5)]).toEqual([24, 24, 24, 600, 5]);
    expect(createSpec({ task, budget: { evaluations: 10 } }).lag).toBe(24);
  });
});
