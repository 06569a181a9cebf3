import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { modelFaultOf } from '../../testing/model-fault-of.ts';
import { type ModelScript, type ModelServer, startModelServer } from '../../testing/model-server/index.ts';
import type { ChatRequest } from '../core/model.ts';
import { createModels, type Models, type ModelsOptions } from './create-models.ts';

const KEY = 'sk-test-0123456789abcdef';
const opened: { close(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

async function serve(script: ModelScript): Promise<ModelServer> {
  const server = await startModelServer({ script, apiKey: KEY });
  opened.push(server);
  return server;
}

function connect(options: ModelsOptions = {}): Models {
  const models = createModels({ environment: { OPENAI_COMPATIBLE_API_KEY: KEY }, ...options });
  opened.push(models);
  return models;
}

const call = { signal: new AbortController().signal, idempotencyKey: '0/propose/0' };

function ask(server: { readonly url: string }, rest: Partial<ChatRequest> = {}): ChatRequest {
  return {
    model: `small@${server.url}`,
    messages: [{ role: 'user', content: 'Say something.' }],
    maximumTokensOut: 100,
    ...rest,
  };
}

describe('a chat over HTTP', () => {
  it('gives text and the usage that the server billed', async () => {
    const usage = { tokensIn: 120, tokensCached: 100, tokensOut: 40, tokensReasoning: 30 };
    const server = await serve(() => ({ text: 'A reply.', usage }));
    const reply = await connect().chat(ask(server, { temperature: 0.5, reasoning: 'low' }), call);
    expect(reply).toEqual({ text: 'A reply.', toolCalls: [], finish: 'stop', usage });
    expect(server.ledger.entries).toHaveLength(1);
  });

  it('sends messages, tools and results of tools, and gives the calls that come back', async () => {
    let body: Record<string, unknown> = {};
    const server = await serve((request) => {
      body = request.body;
      return { toolCalls: [{ name: 'read', arguments: { path: 'b.js' } }], finish: 'tool_calls' };
    });
    const parameters = { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] };
    const reply = await connect().chat(
      ask(server, {
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'Read.' },
          { role: 'assistant', content: '', toolCalls: [{ id: 'c1', name: 'read', arguments: { path: 'a.js' } }] },
          { role: 'tool', callId: 'c1', content: 'let a;' },
        ],
        tools: [{ name: 'read', description: 'reads a file', parameters }],
      }),
      call,
    );
    expect(reply.finish).toBe('tool-calls');
    expect(reply.toolCalls).toMatchObject([{ name: 'read', arguments: { path: 'b.js' } }]);
    expect(body.messages).toMatchObject([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Read.' },
      { role: 'assistant', tool_calls: [{ id: 'c1', function: { name: 'read', arguments: '{"path":"a.js"}' } }] },
      { role: 'tool', tool_call_id: 'c1', content: 'let a;' },
    ]);
    expect(body.tools).toMatchObject([{ function: { name: 'read', parameters } }]);
    expect(body.max_tokens).toBe(100);
  });

  it('sends a schema', async () => {
    let format: unknown;
    const server = await serve((request) => {
      format = request.body.response_format;
      return { json: { score: 1 } };
    });
    const schema = { type: 'object', properties: { score: { type: 'number' } }, required: ['score'] };
    const reply = await connect().chat(ask(server, { schema }), call);
    expect(JSON.parse(reply.text)).toEqual({ score: 1 });
    expect(format).toMatchObject({ type: 'json_schema', json_schema: { schema } });
  });

  it('tells a cut reply and a refused one', async () => {
    const server = await serve(({ text }) => ({ text: 'x', finish: text === 'long' ? 'length' : 'content_filter' }));
    const finish = async (content: string): Promise<string> =>
      (await connect().chat(ask(server, { messages: [{ role: 'user', content }] }), call)).finish;
    expect(await finish('long')).toBe('length');
    expect(await finish('bad')).toBe('refused');
  });

  it.each(['usage-missing', 'usage-absurd'] as const)(
    'estimates and marks tokens that cannot be told: %s',
    async (kind) => {
      const server = await serve(() => ({ text: '0123456789', fault: { kind } }));
      const { usage } = await connect().chat(ask(server), call);
      expect(usage.isEstimated).toBe(true);
      expect(usage.tokensOut).toBeGreaterThanOrEqual(4);
      expect(usage.tokensIn).toBeGreaterThanOrEqual(5);
      expect(usage.tokensIn).toBeLessThan(1000);
      expect(usage.tokensOut).toBeLessThan(1000);
    },
  );

  it('names the call to the provider only when it knows the run', async () => {
    const server = await serve(() => ({ text: 'x' }));
    await connect().chat(ask(server), call);
    const run = connect({ idempotencyScope: 'run-1' });
    await run.chat(ask(server), call);
    await run.chat(ask(server), call);
    await connect({ idempotencyScope: 'run-2' }).chat(ask(server), call);
    const [none, first, again, other] = server.ledger.entries.map(({ idempotencyKey }) => idempotencyKey);
    expect(none).toBeNull();
    expect(first).toMatch(/^kaizen-[0-9a-f]{64}$/);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('serves 200 calls at once', async () => {
    const server = await serve(() => ({ text: 'x', latencyMs: 50 }));
    const models = connect();
    const replies = await Promise.all(
      Array.from({ length: 200 }, (_, index) => models.chat(ask(server), { ...call, idempotencyKey: String(index) })),
    );
    expect(replies.every(({ text }) => text === 'x')).toBe(true);
  });
});

describe('embeddings over HTTP', () => {
  it('gives a vector for each text', async () => {
    const vectors = [
      [1, 0, 0.5],
      [0, 1, 0.25],
    ];
    const server = await serve(() => ({ vectors, usage: { tokensIn: 7 } }));
    const reply = await connect().embed({ model: `e@${server.url}`, texts: ['a', 'b'] }, call);
    expect(reply.vectors).toEqual(vectors);
    expect(reply.usage).toEqual({ tokensIn: 7, tokensCached: 0, tokensOut: 0, tokensReasoning: 0 });
  });

  it('refuses vectors that do not fit the texts', async () => {
    const server = await serve(() => ({ vectors: [[1, 2], [1]] }));
    const fault = await modelFaultOf(connect().embed({ model: `e@${server.url}`, texts: ['a', 'b'] }, call));
    expect(fault).toMatchObject({ code: 'KAIZEN_MODEL_REPLY_INVALID', retryable: false, billed: 'unknown' });
  });
});

describe('what goes wrong on the way', () => {
  it.each([
    [400, 'KAIZEN_MODEL_REQUEST_REFUSED', false, 'no'],
    [401, 'KAIZEN_MODEL_UNAUTHORIZED', false, 'no'],
    [402, 'KAIZEN_MODEL_QUOTA_EXHAUSTED', false, 'no'],
    [403, 'KAIZEN_MODEL_UNAUTHORIZED', false, 'no'],
    [404, 'KAIZEN_MODEL_NOT_FOUND', false, 'no'],
    [408, 'KAIZEN_MODEL_TIMEOUT', true, 'unknown'],
    [409, 'KAIZEN_MODEL_REQUEST_REFUSED', true, 'no'],
    [429, 'KAIZEN_MODEL_RATE_LIMITED', true, 'no'],
    [500, 'KAIZEN_MODEL_FAILED', true, 'no'],
    [502, 'KAIZEN_MODEL_FAILED', true, 'unknown'],
    [503, 'KAIZEN_MODEL_FAILED', true, 'no'],
    [504, 'KAIZEN_MODEL_TIMEOUT', true, 'unknown'],
    [529, 'KAIZEN_MODEL_FAILED', true, 'no'],
  ] as const)('status %i is %s', async (status, code, retryable, billed) => {
    const server = await serve(() => ({ fault: { kind: 'status', status } }));
    expect(await modelFaultOf(connect().chat(ask(server), call))).toMatchObject({
      code,
      retryable,
      billed,
      retryAfterMs: null,
    });
    // One attempt: nobody retries behind the ledger's back.
    expect(server.ledger.entries).toHaveLength(1);
  });

  it('an account without credit is not asked again', async () => {
    const server = await serve(() => ({
      fault: { kind: 'status', status: 429, message: 'insufficient_quota: check billing' },
    }));
    const fault = await modelFaultOf(connect().chat(ask(server), call));
    expect(fault).toMatchObject({ code: 'KAIZEN_MODEL_QUOTA_EXHAUSTED', retryable: false });
  });

  it('Retry-After is read as seconds and as a date', async () => {
    for (const retryAfterAs of ['seconds', 'date'] as const) {
      const fault = { kind: 'status', status: 429, retryAfterSeconds: 30, retryAfterAs } as const;
      const server = await serve(() => ({ fault }));
      const { retryAfterMs } = await modelFaultOf(connect().chat(ask(server), call));
      // A date has whole seconds.
      expect(Math.abs((retryAfterMs ?? 0) - 30_000)).toBeLessThanOrEqual(retryAfterAs === 'date' ? 1_000 : 0);
    }
  });

  it.each([
    [{ kind: 'truncated' }, 'KAIZEN_MODEL_REPLY_INVALID'],
    [{ kind: 'duplicated' }, 'KAIZEN_MODEL_REPLY_INVALID'],
    [{ kind: 'content-type' }, 'KAIZEN_MODEL_REPLY_INVALID'],
    [{ kind: 'dropped' }, 'KAIZEN_MODEL_DISCONNECTED'],
    [{ kind: 'dropped', share: 0 }, 'KAIZEN_MODEL_DISCONNECTED'],
  ] as const)('a reply that is %o may have been billed', async (fault, code) => {
    const server = await serve(() => ({ text: 'A reply of some length.', fault }));
    expect(await modelFaultOf(connect().chat(ask(server), call))).toMatchObject({
      code,
      retryable: true,
      billed: 'unknown',
    });
  });

  it('a time-out may have been billed', async () => {
    const server = await serve(() => ({ fault: { kind: 'never-answered' } }));
    const fault = await modelFaultOf(connect({ timeoutMs: 100 }).chat(ask(server), call));
    expect(fault).toMatchObject({ code: 'KAIZEN_MODEL_TIMEOUT', retryable: true, billed: 'unknown' });
  });

  it('a call that is ended from outside is not tried again', async () => {
    const controller = new AbortController();
    const server = await serve(() => {
      controller.abort();
      return { fault: { kind: 'never-answered' } };
    });
    const fault = await modelFaultOf(connect().chat(ask(server), { ...call, signal: controller.signal }));
    expect(fault).toMatchObject({ code: 'KAIZEN_MODEL_ABORTED', retryable: false, billed: 'unknown' });
  });

  it('where nobody listens nothing was billed', async () => {
    const server = await startModelServer();
    await server.close();
    const fault = await modelFaultOf(connect().chat(ask(server), call));
    expect(fault).toMatchObject({ code: 'KAIZEN_MODEL_UNREACHABLE', retryable: true, billed: 'no' });
    expect(fault.message).toContain('ECONNREFUSED');
  });

  it('a redirect is not followed, so the key stays here', async () => {
    const target = await serve(() => ({ text: 'x' }));
    const server = createServer((_, response) => response.writeHead(307, { location: target.url }).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    opened.push({ close: () => void server.close() });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const fault = await modelFaultOf(connect().chat(ask({ url }), call));
    expect(fault).toMatchObject({ code: 'KAIZEN_MODEL_REQUEST_REFUSED', retryable: false, billed: 'no' });
    expect(target.ledger.entries).toHaveLength(0);
  });

  it('no error holds the key, wherever the server repeats it', async () => {
    const server = await serve(({ headers }) => ({
      fault: { kind: 'status', status: 400, message: `bad header ${headers.authorization} \u001b[31m and ${KEY}` },
    }));
    const fault = await modelFaultOf(connect().chat(ask(server), call));
    expect(fault.message).toContain('bad header');
    const texts = `${fault.message}${fault.stack}${JSON.stringify(fault)}`;
    expect(texts).not.toContain('0123456789abcdef');
    expect(texts).not.toContain('\u001b');
    expect(fault.cause).toBeUndefined();
  });

  it('a missing key is told before anything is sent', async () => {
    const fault = await modelFaultOf(
      createModels({ environment: {} }).chat(ask({ url: '' }, { model: 'azure/gpt' }), call),
    );
    expect(fault).toMatchObject({ code: 'KAIZEN_MODEL_KEY_MISSING', retryable: false, billed: 'no' });
    expect(fault.message).toContain('AZURE_API_KEY and AZURE_RESOURCE_NAME');
  });

  it.each(['anthropic/claude', 'deepseek/deepseek-flash', 'command:cat'])('%s makes no embeddings', async (model) => {
    const environment = { ANTHROPIC_API_KEY: KEY, DEEPSEEK_API_KEY: KEY };
    const fault = await modelFaultOf(createModels({ environment }).embed({ model, texts: ['a'] }, call));
    expect(fault).toMatchObject({ code: 'KAIZEN_MODEL_NO_EMBEDDINGS', retryable: false, billed: 'no' });
  });
});
