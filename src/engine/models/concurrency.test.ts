import { describe, expect, it } from 'vitest';
import { modelRunRequest, runWithModels } from '../../../testing/model-run.ts';
import { programEditor } from '../../../testing/model-server/program-editor/program-editor.ts';
import { type ModelServer, startModelServer } from '../../../testing/model-server/start-model-server.ts';
import { FREE } from '../../../testing/price-per-token.ts';
import { sampleProgram } from '../../../testing/sample-program.ts';
import { sampleTask } from '../../../testing/sample-task.ts';
import { createSpec } from '../create-spec.ts';

const task = sampleTask({ stages: [{ name: 'train', split: 'train' }] });
/** Its numbers have fractions: there are more other ones than calls in flight. */
const seedPrograms = [sampleProgram('2.5 * x + 7.25')];

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

interface Request {
  readonly evaluations: number;
  readonly lag?: number;
  readonly concurrency?: number;
  readonly genetic?: boolean;
}

function requestFor(url: string, { lag, evaluations, concurrency, genetic = false }: Request) {
  return modelRunRequest({
    task,
    seedPrograms,
    budget: { evaluations },
    ...(lag !== undefined && { lag }),
    models: { models: [`a@${url}`], genetic, priceOf: () => FREE, ...(concurrency !== undefined && { concurrency }) },
  });
}

describe('calls in flight', () => {
  it.each([8, 200])('are as many as they may be, and never more: %i', async (concurrency) => {
    const server = await holdingServer(concurrency);
    const evaluations = concurrency + 20;
    const { state } = await runWithModels(requestFor(server.url, { lag: 3 * concurrency, evaluations }), {
      concurrency,
    });
    expect(server.ledger.mostInFlight).toBe(concurrency);
    expect(state.cost.evaluations).toBe(evaluations);
    await server.close();
  });

  it('decide nothing that the log says', async () => {
    const server = await startModelServer({ script: programEditor({ malformed: { 'prose-only': 0.2 } }) });
    const hashes = new Set<string>();
    for (const concurrency of [1, 3, 50]) {
      const request = requestFor(server.url, { lag: 12, evaluations: 40, genetic: true });
      const { logHash } = await runWithModels(request, { concurrency });
      hashes.add(logHash);
    }
    await server.close();
    expect(hashes.size).toBe(1);
  });

  it('set the slots that are open where nobody says how many', () => {
    const lagWith = (concurrency?: number, lag?: number): number =>
      createSpec(
        requestFor('http://127.0.0.1:1/v1', {
          evaluations: 10,
          ...(concurrency !== undefined && { concurrency }),
          ...(lag !== undefined && { lag }),
        }),
      ).lag;
    expect([lagWith(), lagWith(1), lagWith(8), lagWith(200), lagWith(200, 5)]).toEqual([24, 24, 24, 600, 5]);
    expect(createSpec({ task, budget: { evaluations: 10 } }).lag).toBe(24);
  });
});
