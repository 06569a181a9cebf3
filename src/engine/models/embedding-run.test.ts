import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { programEditor } from '../../../testing/model-server/program-editor/program-editor.ts';
import { type ModelServer, startModelServer } from '../../../testing/model-server/start-model-server.ts';
import { runContext } from '../../../testing/run-context.ts';
import { sampleTask } from '../../../testing/sample-task.ts';
import { systemClock } from '../../base/clock.ts';
import type { EmbeddingRequest } from '../../core/model.ts';
import { createProgram } from '../../core/program.ts';
import { nextAttempt } from '../../models/next-attempt.ts';
import { openModels } from '../../models/open-models.ts';
import { openWorkspace } from '../../store/open-workspace.ts';
import { createSpec } from '../create-spec.ts';
import { startRun } from '../run.ts';
import { MOST_EMBEDDED } from './briefings.ts';
import type { ModelRequest } from './spec-models.ts';

const folder = mkdtempSync(join(tmpdir(), 'kaizen-embedding-run-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SEED = createProgram({
  language: 'javascript',
  entry: 'f.js',
  files: { 'f.js': '// EVOLVE-BLOCK-START\nexport function f(x) {\n  return 2 * x + 7;\n}\n// EVOLVE-BLOCK-END\n' },
});
/** Micro-dollars per million tokens: one for a token of the editor, five for one of the embedding. */
const PRICES: Readonly<Record<string, number>> = { edit: 1_000_000, embed: 5_000_000 };

interface Options {
  readonly record?: string;
  readonly replay?: string;
  readonly workers?: number;
  readonly threshold?: number;
}

function specFor(url: string, { threshold = 0.906 }: Options = {}) {
  return createSpec({
    task: sampleTask(),
    seedPrograms: [SEED],
    budget: { evaluations: 24 },
    lag: 6,
    simplify: false,
    // Members of both kinds: children of the model, and children of a genetic operator, which nobody embeds at first.
    components: {
      novelty: { name: 'provider', options: { model: `embed@${url}`, threshold } },
      allocator: { name: 'ucb', options: { floor: 0.4 } },
      operators: [{ name: 'expression-mutation' }],
    },
    models: {
      models: [`edit@${url}`],
      priceOf: (model) => {
        const rate = PRICES[model.split('@')[0] as string] as number;
        return { tokensIn: rate, tokensCached: rate, tokensOut: rate };
      },
    },
  });
}

async function run(url: string, { workers = 2, record, replay, ...rest }: Options = {}) {
  const workspace = openWorkspace(mkdtempSync(join(folder, 'w-')), { clock: systemClock });
  const provider = openModels({ ...(record && { record }), ...(replay && { replay }), environment: {} });
  const { signal } = new AbortController();
  try {
    const context = runContext(workspace, sampleTask(), {
      machine: { workers, sandbox: 'auto', clock: systemClock },
      models: () => ({ provider, nextAttempt, signal }),
    });
    const { id, state, logHash } = await startRun(specFor(url, rest), [SEED], context);
    return { state, logHash, events: [...workspace.events(id)], calls: workspace.modelCalls(id) };
  } finally {
    provider.close();
    workspace.close();
  }
}

/** Vectors are made of the text alone; chats take as long as their content says, so that slots overtake each other. */
async function unevenServer(): Promise<ModelServer> {
  const editor = programEditor();
  return startModelServer({
    script: (request) => {
      const latencyMs = Number.parseInt(request.hash.slice(0, 2), 16) / 8;
      return request.endpoint === 'chat' ? { ...editor(request), latencyMs } : { latencyMs };
    },
  });
}

const embedded = ({ calls }: Awaited<ReturnType<typeof run>>) =>
  calls.filter(({ purpose }) => purpose.startsWith('vectors/'));
const textsOf = (call: { readonly request: unknown }): readonly string[] => (call.request as EmbeddingRequest).texts;

describe('a run with a provider’s embedding', { timeout: 240_000 }, () => {
  it('asks for each vector once, pays for all, and is replayed with the server off on any number of workers', async () => {
    const server = await unevenServer();
    const record = join(folder, 'calls.jsonl');
    const live = await run(server.url, { record });
    const { totals } = server.ledger;
    await server.close();

    const vectors = embedded(live);
    expect(vectors.length).toBeGreaterThan(8);
    expect(new Set(vectors.map(({ status }) => status))).toEqual(new Set(['settled']));
    // Neighbours are never asked for twice; children are, once each.
    const ofNeighbours = vectors.filter(({ purpose }) => purpose === 'vectors/neighbours').flatMap(textsOf);
    expect(ofNeighbours.length).toBeGreaterThan(0);
    expect(new Set(ofNeighbours).size).toBe(ofNeighbours.length);
    for (const call of vectors) expect(textsOf(call).length).toBeLessThanOrEqual(MOST_EMBEDDED);

    // It judged both ways.
    const reasons = live.events.flatMap((event) => (event.type === 'candidate.rejected' ? [event.reason] : []));
    expect(reasons).toContain('not-novel');
    expect(live.events.some((event) => event.type === 'candidate.proposed' && 'program' in event.proposal)).toBe(true);

    // What the server billed is what the run paid, at the price of each model.
    expect(live.state.cost).toMatchObject({ tokensIn: totals.tokensIn, tokensOut: totals.tokensOut });
    const price = live.calls.reduce((sum, { model, cost }) => {
      const rate = (PRICES[model.split('@')[0] as string] as number) / 1e6;
      return sum + rate * (cost.tokensIn + cost.tokensOut);
    }, 0);
    expect(live.state.cost.microUsd).toBe(price);

    for (const workers of [1, 2, 4]) {
      expect((await run(server.url, { replay: record, workers })).logHash).toBe(live.logHash);
    }
  });

  it('goes on without vectors that the provider does not give', async () => {
    const editor = programEditor();
    const server = await startModelServer({
      script: (request) =>
        request.endpoint === 'chat' ? editor(request) : { fault: { kind: 'status', status: 400, message: 'no' } },
    });
    const { events, calls, state } = await run(server.url, { threshold: -1 });
    await server.close();
    const reasons = events.flatMap((event) => (event.type === 'candidate.rejected' ? [event.reason] : []));
    expect(reasons).not.toContain('not-novel');
    expect(events.some((event) => event.type === 'candidate.proposed' && 'program' in event.proposal)).toBe(true);
    // What was refused is asked for again by a later slot, as nobody has it yet.
    const asked = calls.filter(({ purpose }) => purpose === 'vectors/neighbours').flatMap(textsOf);
    expect(new Set(asked).size).toBeLessThan(asked.length);
    expect(state.cost.evaluations).toBeGreaterThan(12);
  });

  it('is what --embedding and --judge name, at the threshold of the preset', () => {
    const priceOf = () => ({ tokensIn: 1, tokensCached: 1, tokensOut: 1 });
    const noveltyOf = (preset: string, models: Partial<ModelRequest>) =>
      createSpec({
        task: sampleTask(),
        preset,
        budget: { evaluations: 40 },
        models: { models: ['a/edit'], priceOf, ...models },
      }).components.novelty;
    expect(noveltyOf('evolution', {})).toEqual({ name: 'n-grams', options: { threshold: 0.999 } });
    expect(noveltyOf('shinka', { embedding: 'a/embed' })).toEqual({
      name: 'provider',
      options: { model: 'a/embed', threshold: 0.99 },
    });
    expect(noveltyOf('shinka', { judge: 'a/judge' })).toEqual({
      name: 'n-grams',
      options: { threshold: 0.99, judge: { model: 'a/judge' } },
    });
    expect(noveltyOf('evolution', { embedding: 'a/embed', judge: 'a/judge' })).toEqual({
      name: 'provider',
      options: { model: 'a/embed', threshold: 0.999, judge: { model: 'a/judge' } },
    });
  });

  it('reserves vectors at their own price', () => {
    const spec = specFor('http://127.0.0.1:1/v1');
    const model = `edit@http://127.0.0.1:1/v1`;
    const priceOf = () => ({ tokensIn: 1_000_000, tokensCached: 1_000_000, tokensOut: 1_000_000 });
    const request = { task: sampleTask(), seedPrograms: [SEED], budget: { evaluations: 40 } };
    const without = createSpec({ ...request, models: { models: [model], priceOf } });
    // Eleven programs of 8,000 bytes at 2.5 bytes a token, five micro-dollars each.
    const tokens = 11 * 3_200;
    expect((spec.reserve?.tokensIn ?? 0) - (without.reserve?.tokensIn ?? 0)).toBe(tokens);
    expect((spec.reserve?.microUsd ?? 0) - (without.reserve?.microUsd ?? 0)).toBe(5 * tokens);
    expect(spec.prices?.['embed@http://127.0.0.1:1/v1']).toMatchObject({ tokensIn: 5_000_000 });
  });
});
