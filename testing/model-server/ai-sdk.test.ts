/** The server as the AI SDK's provider for OpenAI-compatible interfaces sees it: what it reads must be what was scripted. */
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { APICallError } from '@ai-sdk/provider';
import { afterEach, describe, expect, it } from 'vitest';
import { scriptOfRules } from './rules.ts';
import type { ModelScript } from './script.ts';
import { type ModelServer, startModelServer } from './start-model-server.ts';

let server: ModelServer;
afterEach(() => server.close());

async function provider(script: ModelScript): Promise<ReturnType<typeof createOpenAICompatible>> {
  server = await startModelServer({ script });
  return createOpenAICompatible({
    name: 'fake',
    baseURL: server.url,
    includeUsage: true,
    supportsStructuredOutputs: true,
  });
}

const USAGE = { tokensIn: 100, tokensCached: 60, tokensOut: 20, tokensReasoning: 5 };
const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'q' }] }];
const call = { name: 'addition', arguments: { a: 40, b: 2, note: 'long enough for pieces' } };
const tools = [{ type: 'function' as const, name: 'addition', inputSchema: { type: 'object' as const } }];

describe('the AI SDK', () => {
  it('reads text and usage', async () => {
    const models = await provider(() => ({ text: 'hello', usage: USAGE }));
    const { content, usage, finishReason } = await models('m').doGenerate({ prompt });
    expect(content).toMatchObject([{ type: 'text', text: 'hello' }]);
    expect(finishReason.unified).toBe('stop');
    expect(usage.inputTokens).toMatchObject({ total: 100, cacheRead: 60, noCache: 40 });
    expect(usage.outputTokens).toMatchObject({ total: 20, reasoning: 5 });
  });

  it('reads a stream: reasoning, text, split arguments of tools, usage', async () => {
    const words = 'words in a stream, '.repeat(20);
    const models = await provider(() => ({ text: words, reasoning: 'so', toolCalls: [call], usage: USAGE }));
    const { stream } = await models('m').doStream({ prompt, tools });
    type Part = typeof stream extends ReadableStream<infer P> ? P : never;
    const parts: Part[] = [];
    for await (const part of stream) parts.push(part);
    const textOf = (type: string): string =>
      parts.map((part) => (part.type === type && 'delta' in part ? part.delta : '')).join('');
    expect([textOf('text-delta'), textOf('reasoning-delta')]).toEqual([words, 'so']);
    expect(parts.filter((part) => part.type === 'tool-input-delta').length).toBeGreaterThan(2);
    const called = parts.flatMap((part) => (part.type === 'tool-call' ? [JSON.parse(part.input)] : []));
    expect(called).toEqual([call.arguments]);
    const usages = parts.flatMap((part) => (part.type === 'finish' ? [part.usage] : []));
    expect(usages).toMatchObject([{ inputTokens: { total: 100 }, outputTokens: { total: 20 } }]);
    expect(server.ledger.entries).toMatchObject([{ isStream: true, ...USAGE }]);
  });

  it('reads calls of tools in one piece', async () => {
    const models = await provider(() => ({ toolCalls: [call] }));
    const { content, finishReason } = await models('m').doGenerate({ prompt, tools });
    expect(finishReason.unified).toBe('tool-calls');
    const inputs = content.flatMap((part) => (part.type === 'tool-call' ? [JSON.parse(part.input)] : []));
    expect(inputs).toEqual([call.arguments]);
  });

  it('reads structured output that no script wrote', async () => {
    const models = await provider(() => undefined);
    const schema = {
      type: 'object' as const,
      properties: { n: { type: 'integer' as const, minimum: 1, maximum: 3 } },
      required: ['n'],
    };
    const { content } = await models('m').doGenerate({ prompt, responseFormat: { type: 'json', name: 'v', schema } });
    const [part] = content;
    expect([1, 2, 3]).toContain(part?.type === 'text' ? JSON.parse(part.text).n : null);
  });

  it('reads embeddings', async () => {
    const models = await provider(() => undefined);
    const { embeddings, usage } = await models.embeddingModel('e').doEmbed({ values: ['one text', 'another text'] });
    expect(embeddings.map((vector) => vector.length)).toEqual([64, 64]);
    expect(usage?.tokens).toBe(server.ledger.totals.tokensIn);
  });

  it('sees the time to wait in a 429, and succeeds when it tries again', async () => {
    const rules = scriptOfRules([
      { when: { attempt: 1 }, reply: { fault: { kind: 'status', status: 429, retryAfterSeconds: 3 } } },
      { reply: 'second' },
    ]);
    const models = await provider(rules);
    const error: unknown = await Promise.resolve(models('m').doGenerate({ prompt })).catch((reason: unknown) => reason);
    if (!APICallError.isInstance(error)) throw error;
    expect([error.statusCode, error.isRetryable, error.responseHeaders?.['retry-after']]).toEqual([429, true, '3']);
    expect((await models('m').doGenerate({ prompt })).content).toMatchObject([{ text: 'second' }]);
    expect(server.ledger.totals).toMatchObject({ requests: 2, billed: 1 });
  });

  it.each(['dropped', 'truncated', 'duplicated', 'content-type'] as const)(
    'fails on a reply that is %s',
    async (kind) => {
      const models = await provider(() => ({ text: 'x', fault: { kind } }));
      await expect(models('m').doGenerate({ prompt })).rejects.toThrow();
      expect(server.ledger.totals.billed).toBe(1);
    },
  );
});
