import { afterEach, describe, expect, it, vi } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { ask, streamEvents } from './chat-client.ts';
import type { LedgerEntry } from './ledger.ts';
import type { ModelScript, ReplyFault, ScriptedReply } from './script.ts';
import { type ModelServer, startModelServer } from './start-model-server.ts';

let server: ModelServer;
afterEach(() => server.close());

const TEXT = 'a reply that is long enough to be cut into two parts somewhere';

/** A server all of whose replies have a fault. */
async function startWith(fault: ReplyFault, reply: ScriptedReply = {}): Promise<string> {
  server = await startModelServer({ script: () => ({ text: TEXT, fault, ...reply }) });
  return server.url;
}

async function onlyEntry(): Promise<LedgerEntry> {
  await server.ledger.settled();
  expect(server.ledger.entries).toHaveLength(1);
  return server.ledger.entries[0] as LedgerEntry;
}

/** Gives a request up once it has arrived, however slow the machine is. */
async function leaveWhileWaiting(request: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
  const controller = new AbortController();
  const left = expect(request(controller.signal)).rejects.toThrow(/gave up/);
  await vi.waitFor(() => expect(server.ledger.inFlight).toBe(1), { timeout: 20_000 });
  controller.abort(new Error('gave up'));
  await left;
}

describe('errors', () => {
  it('429 with the time to wait in seconds, not billed', async () => {
    const url = await startWith({ kind: 'status', status: 429, retryAfterSeconds: 7 });
    const response = await ask(url, 'q');
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7']);
    expect(await response.json()).toMatchObject({ error: { type: 'rate_limit_exceeded' } });
    expect(await onlyEntry()).toMatchObject({ status: 429, fault: 'status', isBilled: false, isDelivered: true });
    expect(server.ledger.totals).toMatchObject({ requests: 1, billed: 0, tokensIn: 0, tokensOut: 0 });
  });

  it('429 with the time to wait as a date of HTTP', async () => {
    const url = await startWith({ kind: 'status', status: 429, retryAfterSeconds: 90, retryAfterAs: 'date' });
    const header = (await ask(url, 'q')).headers.get('retry-after') ?? '';
    const { receivedAtMs } = await onlyEntry();
    expect(header).toMatch(/^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/);
    // A date of HTTP has whole seconds.
    expect(Date.parse(header)).toBe(Math.floor((receivedAtMs + 90_000) / 1000) * 1000);
  });

  it.each([500, 503])('%i, without a time to wait', async (status) => {
    const url = await startWith({ kind: 'status', status, message: 'overloaded' });
    const response = await ask(url, 'q', { stream: true });
    expect([response.status, response.headers.get('retry-after')]).toEqual([status, null]);
    expect(await response.json()).toMatchObject({ error: { message: 'overloaded', type: 'server_error' } });
  });

  it('may be billed all the same', async () => {
    const url = await startWith({ kind: 'status', status: 500 }, { isBilled: true });
    await ask(url, 'q');
    expect(server.ledger.totals).toMatchObject({ billed: 1, tokensOut: Math.ceil(TEXT.length / 4) });
  });
});

describe('replies that are billed and lost', () => {
  it.each([false, true])('never answered (stream: %s): the client gives up', async (stream) => {
    const url = await startWith({ kind: 'never-answered' });
    await leaveWhileWaiting((signal) => ask(url, 'q', { stream }, signal));
    expect(await onlyEntry()).toMatchObject({ isBilled: true, isDelivered: false });
  });

  it('a client that leaves while it waits pays', async () => {
    server = await startModelServer({ script: () => ({ latencyMs: 60_000 }) });
    const { url } = server;
    await leaveWhileWaiting((signal) => ask(url, 'q', {}, signal));
    expect(await onlyEntry()).toMatchObject({ isBilled: true, isDelivered: false });
  });

  it.each([false, true])(
    'dropped in the middle (stream: %s): a part comes, then the connection breaks',
    async (stream) => {
      const url = await startWith({ kind: 'dropped', share: 0.6 });
      const response = await ask(url, 'q', { stream });
      const parts: string[] = [];
      const read = async (): Promise<void> => {
        const decoder = new TextDecoder();
        for await (const bytes of response.body ?? []) parts.push(decoder.decode(bytes as Uint8Array));
      };
      await expect(read()).rejects.toThrow();
      expect(parts.join('').length).toBeGreaterThan(50);
      expect(await onlyEntry()).toMatchObject({ isBilled: true, isDelivered: false });
    },
  );

  it('dropped before the first byte', async () => {
    const url = await startWith({ kind: 'dropped', share: 0 });
    await expect(ask(url, 'q')).rejects.toThrow();
    expect(await onlyEntry()).toMatchObject({ isBilled: true, isDelivered: false });
  });
});

describe('replies that come, but wrong', () => {
  it('truncated: whole by HTTP, cut as JSON', async () => {
    const url = await startWith({ kind: 'truncated' });
    const text = await (await ask(url, 'q')).text();
    expect(text.startsWith('{"id":"chatcmpl-')).toBe(true);
    expect(() => JSON.parse(text)).toThrow();
    expect(await onlyEntry()).toMatchObject({ isBilled: true, isDelivered: true, fault: 'truncated' });
  });

  it('truncated: a stream that ends without saying so', async () => {
    const url = await startWith({ kind: 'truncated' });
    const text = await (await ask(url, 'q', { stream: true })).text();
    expect(text).toContain('data: {');
    expect(text).not.toContain('[DONE]');
  });

  it('duplicated: the same twice', async () => {
    const url = await startWith({ kind: 'duplicated' });
    const text = await (await ask(url, 'q')).text();
    expect(text.slice(0, text.length / 2)).toBe(text.slice(text.length / 2));
    const events = await streamEvents(await ask(url, 'q', { stream: true }));
    expect(events.filter((event) => event === '[DONE]')).toHaveLength(2);
  });

  it('another content type', async () => {
    const url = await startWith({ kind: 'content-type' });
    const response = await ask(url, 'q');
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await response.text()).toMatch(/^<!doctype html>/);
  });

  it('no usage, though it is billed', async () => {
    const url = await startWith({ kind: 'usage-missing' });
    expect(await (await ask(url, 'q')).json()).not.toHaveProperty('usage');
    const options = { stream: true, stream_options: { include_usage: true } };
    expect(await (await ask(url, 'q', options)).text()).not.toContain('prompt_tokens');
    expect(server.ledger.totals).toMatchObject({ billed: 2, tokensIn: 2 });
  });

  it('absurd usage, while the ledger knows better', async () => {
    const usageOf = async (url: string): Promise<unknown> => ((await (await ask(url, 'q')).json()) as JsonObject).usage;
    const url = await startWith({ kind: 'usage-absurd' });
    expect(await usageOf(url)).toEqual({ prompt_tokens: -1, completion_tokens: 1e300, total_tokens: 0.5 });
    expect(await onlyEntry()).toMatchObject({ tokensIn: 1, tokensOut: Math.ceil(TEXT.length / 4) });
    await server.close();
    expect(await usageOf(await startWith({ kind: 'usage-absurd', usage: 'lots' }))).toBe('lots');
  });

  it('empty', async () => {
    const url = await startWith({ kind: 'empty' });
    const { choices, usage } = (await (await ask(url, 'q')).json()) as {
      choices: [{ message: JsonObject }];
      usage: JsonObject;
    };
    expect([choices[0].message.content, usage.completion_tokens]).toEqual(['', 0]);
  });
});

describe('a limit on requests in flight', () => {
  it('refuses what is above it, unbilled, and says when to come back', async () => {
    const script: ModelScript = ({ text }) => (text === 'hold' ? { fault: { kind: 'never-answered' } } : {});
    server = await startModelServer({ mostInFlight: 2, script });
    const leave = new AbortController();
    const held = ['first', 'second'].map(() => expect(ask(server.url, 'hold', {}, leave.signal)).rejects.toThrow());
    await vi.waitFor(() => expect(server.ledger.inFlight).toBe(2), 20_000);
    const refused = await ask(server.url, 'q');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    leave.abort();
    await Promise.all(held);
    await server.ledger.settled();
    expect((await ask(server.url, 'q')).status).toBe(200);
    await server.ledger.settled();
    expect(server.ledger.totals).toMatchObject({ requests: 4, billed: 3, delivered: 2 });
  });
});
