import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { ask, post, postChat, streamEvents } from './chat-client.ts';
import type { ModelScript } from './script.ts';
import { type ModelServer, type ModelServerOptions, startModelServer } from './start-model-server.ts';

let server: ModelServer;
afterEach(() => server.close());
const start = async (options: ModelServerOptions = {}): Promise<string> => {
  server = await startModelServer(options);
  return server.url;
};
const says = (script: ModelScript): Promise<string> => start({ script });
const json = async (response: Promise<Response>): Promise<Completion> => (await (await response).json()) as Completion;

interface Completion {
  readonly object: string;
  readonly choices: [{ readonly message: JsonObject; readonly finish_reason: string }];
  readonly usage: JsonObject;
}

describe('chat completions', () => {
  it('give the scripted text, and count four characters as a token', async () => {
    const url = await says(() => ({ text: 'twelve chars' }));
    const body = await json(ask(url, 'eight ch'));
    expect(body.object).toBe('chat.completion');
    expect(body.choices[0]).toMatchObject({
      message: { role: 'assistant', content: 'twelve chars' },
      finish_reason: 'stop',
    });
    expect(body.usage).toEqual({
      prompt_tokens: 2,
      completion_tokens: 3,
      total_tokens: 5,
      prompt_tokens_details: { cached_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 0 },
    });
  });

  it('without a script depend on seed and content only', async () => {
    const texts: unknown[] = [];
    for (const seed of [1, 1, 2]) {
      const url = await start({ seed });
      for (const question of ['a', 'b', 'a']) {
        const body = await json(ask(url, question));
        texts.push(body.choices[0].message.content);
      }
      await server.close();
    }
    const [a, b, again, ...others] = texts;
    expect(again).toBe(a);
    expect(others.slice(0, 3)).toEqual([a, b, a]);
    expect(new Set([a, b, ...others.slice(3, 5)]).size).toBe(4);
  });

  it('read texts that come in parts, and show the script all that it may go by', async () => {
    const url = await says(({ text, headers, call, attempt }) => ({
      json: { text, key: headers['x-own'] ?? '', call, attempt },
    }));
    const messages = [
      { role: 'system', content: 'S' },
      { role: 'user', content: [{ type: 'text', text: 'a' }, { type: 'image_url' }, { type: 'text', text: 'b' }] },
    ];
    await postChat(url, { messages });
    const body = await json(postChat(url, { messages, stream: false }, { 'x-own': 'k' }));
    const seen = JSON.parse(String(body.choices[0].message.content));
    expect(seen).toEqual({ text: 'S\n\nab', key: 'k', call: 2, attempt: 2 });
  });

  it('are cut at the limit of tokens', async () => {
    const url = await says(() => ({ text: 'x'.repeat(100) }));
    const body = await json(ask(url, 'q', { max_tokens: 5 }));
    expect(body.choices[0]).toMatchObject({ message: { content: 'x'.repeat(20) }, finish_reason: 'length' });
    expect(body.usage.completion_tokens).toBe(5);
  });

  it('bill what the script says', async () => {
    const url = await says(() => ({ usage: { tokensIn: 900, tokensCached: 700, tokensOut: 50, tokensReasoning: 40 } }));
    expect((await json(ask(url, 'q'))).usage).toMatchObject({
      prompt_tokens: 900,
      completion_tokens: 50,
      prompt_tokens_details: { cached_tokens: 700 },
      completion_tokens_details: { reasoning_tokens: 40 },
    });
    expect(server.ledger.totals).toMatchObject({
      tokensIn: 900,
      tokensCached: 700,
      tokensOut: 50,
      tokensReasoning: 40,
    });
  });

  it('stream in pieces that are the whole text again, usage last and only when asked for', async () => {
    const text = `${'héllo wörld 🙂 '.repeat(40)}end`;
    const url = await says(() => ({ text, reasoning: 'because', chunkDelayMs: 0.01 }));
    const events = await streamEvents(await ask(url, 'q', { stream: true, stream_options: { include_usage: true } }));
    expect(events.at(-1)).toBe('[DONE]');
    const chunks = events.slice(0, -1) as {
      choices: { delta: JsonObject; finish_reason: string | null }[];
      usage?: JsonObject;
    }[];
    const deltas = chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta));
    expect(deltas.map(({ content }) => content ?? '').join('')).toBe(text);
    expect(deltas.map(({ reasoning_content: part }) => part ?? '').join('')).toBe('because');
    expect(chunks.length).toBeGreaterThan(5);
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('stop');
    expect(chunks.at(-1)).toMatchObject({
      choices: [],
      usage: { completion_tokens: Math.ceil((text.length + 7) / 4) },
    });
    const withoutUsage = await (await ask(url, 'q', { stream: true })).text();
    expect(withoutUsage).not.toContain('usage');
  });

  it('call tools, arguments whole or in split pieces', async () => {
    const call = { name: 'read_file', arguments: { path: 'a/long/path.txt', lines: [1, 2] } };
    const url = await says(() => ({ toolCalls: [call, call] }));
    const tools = [{ type: 'function', function: { name: 'read_file', parameters: {} } }];
    const { choices } = await json(ask(url, 'q', { tools }));
    expect(choices[0]).toMatchObject({ message: { content: null }, finish_reason: 'tool_calls' });
    const calls = choices[0].message.tool_calls as unknown as { id: string; function: { arguments: string } }[];
    expect(calls.map(({ function: { arguments: text } }) => JSON.parse(text))).toEqual([
      call.arguments,
      call.arguments,
    ]);
    expect(new Set(calls.map(({ id }) => id)).size).toBe(2);
    const events = (await streamEvents(await ask(url, 'q', { tools, stream: true }))).slice(0, -1);
    const deltas = JSON.parse(JSON.stringify(events)) as {
      choices: { delta: { tool_calls?: { index: number; function: { arguments: string } }[] } }[];
    }[];
    const pieces = deltas.flatMap(({ choices: [choice] }) => choice?.delta.tool_calls ?? []);
    expect(pieces.length).toBeGreaterThan(6);
    for (const index of [0, 1]) {
      const own = pieces.filter((piece) => piece.index === index).map((piece) => piece.function.arguments);
      expect(JSON.parse(own.join(''))).toEqual(call.arguments);
    }
  });

  it('call a tool unasked by the script only where the request requires it', async () => {
    const url = await start();
    const parameters = { type: 'object', properties: { n: { type: 'integer', minimum: 3, maximum: 3 } } };
    const tools = [
      { type: 'function', function: { name: 'a' } },
      { type: 'function', function: { name: 'b', parameters } },
    ];
    const free = await json(ask(url, 'q', { tools, tool_choice: 'auto' }));
    expect(free.choices[0].message.tool_calls).toBeUndefined();
    const choice = { type: 'function', function: { name: 'b' } };
    const forced = await json(ask(url, 'q', { tools, tool_choice: choice }));
    expect(forced.choices[0].message.tool_calls).toMatchObject([{ function: { name: 'b', arguments: '{"n":3}' } }]);
  });
});

describe('other routes', () => {
  it('embeddings: unit vectors, near for near texts, as numbers or in base64', async () => {
    const url = await start();
    const input = ['return a + b * 2;', 'return a + b * 3;', 'while (true) { sleep(); }'];
    const embeddings = async (more: JsonObject): Promise<{ data: { embedding: never }[]; usage: JsonObject }> =>
      (await post(`${url}/embeddings`, { model: 'e', input, ...more })).json() as never;
    const { data, usage } = await embeddings({});
    const [a, b, c] = data.map(({ embedding }) => embedding as number[]) as [number[], number[], number[]];
    const cosine = (x: number[], y: number[]): number => x.reduce((sum, value, i) => sum + value * (y[i] as number), 0);
    expect(a).toHaveLength(64);
    expect(cosine(a, a)).toBeCloseTo(1, 12);
    expect(cosine(a, b)).toBeGreaterThan(0.6);
    expect(cosine(a, c)).toBeLessThan(0.5);
    expect(usage.prompt_tokens).toBe(16);
    const packed = await embeddings({ encoding_format: 'base64', dimensions: 8 });
    const bytes = Buffer.from(packed.data[0]?.embedding ?? '', 'base64');
    const unpacked = Array.from({ length: 8 }, (_, i) => bytes.readFloatLE(i * 4));
    expect(Math.hypot(...unpacked)).toBeCloseTo(1, 6);
    expect(server.ledger.totalsByModel().get('e')).toMatchObject({ requests: 2, billed: 2, tokensOut: 0 });
  });

  it('lists models, and refuses others when they are named', async () => {
    const url = await start({ models: ['m-1', 'm-2'] });
    const { data } = (await (await fetch(`${url}/models`)).json()) as { data: { id: string }[] };
    expect(data.map(({ id }) => id)).toEqual(['m-1', 'm-2']);
    expect((await ask(url, 'q')).status).toBe(404);
    expect((await ask(url, 'q', { model: 'm-2' })).status).toBe(200);
    expect(server.ledger.totals.requests).toBe(1);
  });

  it.each([
    ['no JSON', '{', 400],
    ['no object', '[]', 400],
    ['no model', '{"messages":[]}', 400],
    ['no messages', '{"model":"m","messages":[]}', 400],
    ['a message that is none', '{"model":"m","messages":[1]}', 400],
  ])('refuses %s without a line in the ledger', async (_, body, status) => {
    const url = await start();
    const response = await fetch(`${url}/chat/completions`, { method: 'POST', body });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
    expect(server.ledger.entries).toEqual([]);
  });

  it('refuses unknown paths, and requests without the key, which it never writes down', async () => {
    const url = await start({ apiKey: 'sk-secret' });
    expect((await ask(url, 'q')).status).toBe(401);
    const authorization = 'Bearer sk-secret';
    const response = await postChat(url, { messages: [{ role: 'user', content: 'q' }] }, { authorization });
    expect(response.status).toBe(200);
    expect((await post(`${url}/responses`, { model: 'm' }, { authorization })).status).toBe(404);
    expect(JSON.stringify(server.ledger.entries)).not.toContain('sk-secret');
  });

  it('tells a broken script to the client', async () => {
    const url = await says(() => {
      throw new Error('the script broke');
    });
    const response = await ask(url, 'q');
    expect([response.status, await response.text()]).toEqual([500, expect.stringContaining('the script broke')]);
  });
});

describe('idempotency keys', () => {
  const messages = [{ role: 'user', content: 'q' }];
  const key = { 'idempotency-key': 'k-1' };

  it('are written down and otherwise ignored, as most providers do', async () => {
    const url = await start();
    for (let i = 0; i < 2; i++) await postChat(url, { messages }, key);
    expect(server.ledger.totals.billed).toBe(2);
    expect(server.ledger.entries.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['k-1', 'k-1']);
  });

  it('where honoured, give the reply that was lost, without billing it again', async () => {
    const script: ModelScript = ({ attempt }) => ({ text: `try ${attempt}`, fault: { kind: 'dropped' } });
    const url = await start({ script, honoursIdempotencyKeys: true });
    await expect(postChat(url, { messages }, key).then((response) => response.text())).rejects.toThrow();
    const body = await json(postChat(url, { messages }, key));
    expect(body.choices[0].message.content).toBe('try 1');
    await server.ledger.settled();
    expect(server.ledger.totals).toMatchObject({ requests: 2, billed: 1, delivered: 1 });
    expect(server.ledger.entries.map(({ fault }) => fault)).toEqual(['dropped', 'repeated']);
  });
});
