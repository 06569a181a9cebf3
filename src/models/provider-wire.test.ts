import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../base/json.ts';
import type { ChatRequest, TokenUsage } from '../core/model.ts';
import { createModels } from './create-models.ts';

/**
 * Each provider speaks a protocol of its own. The replies below have the form that the provider documents, so these tests
 * show that the request goes to the right address with the right key, and that usage comes back in our counting: cached
 * input within input, reasoning within output.
 */
interface Seen {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: JsonObject;
}

const KEY = 'test-key-0123456789';
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function serve(reply: JsonObject): Promise<{ url: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await text(request)) as JsonObject;
    seen.push({ path: request.url ?? '', headers: request.headers, body });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply));
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

const COUNTED: TokenUsage = { tokensIn: 120, tokensCached: 100, tokensOut: 40, tokensReasoning: 30 };
const WITHOUT_REASONING: TokenUsage = { ...COUNTED, tokensReasoning: 0 };

const RESPONSES_REPLY: JsonObject = {
  id: 'resp_1',
  object: 'response',
  created_at: 1,
  status: 'completed',
  model: 'm',
  output: [
    { type: 'reasoning', id: 'rs_1', summary: [] },
    {
      type: 'message',
      id: 'msg_1',
      role: 'assistant',
      status: 'completed',
      content: [{ type: 'output_text', text: 'A reply.', annotations: [] }],
    },
  ],
  incomplete_details: null,
  usage: {
    input_tokens: 120,
    input_tokens_details: { cached_tokens: 100 },
    output_tokens: 40,
    output_tokens_details: { reasoning_tokens: 30 },
    total_tokens: 160,
  },
};

const COMPLETIONS_REPLY: JsonObject = {
  id: 'c_1',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', content: 'A reply.' }, finish_reason: 'stop' }],
  usage: {
    prompt_tokens: 120,
    prompt_tokens_details: { cached_tokens: 100 },
    prompt_cache_hit_tokens: 100,
    prompt_cache_miss_tokens: 20,
    completion_tokens: 40,
    completion_tokens_details: { reasoning_tokens: 30 },
    total_tokens: 160,
  },
};

interface Case {
  readonly model: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly urlVariable: string;
  readonly base: string;
  readonly path: string;
  readonly header: readonly [string, string | RegExp];
  readonly reply: JsonObject;
  readonly usage: TokenUsage;
  /** Members of the request as this provider calls them. */
  readonly body: JsonObject;
}

const CASES: readonly Case[] = [
  {
    model: 'openai/gpt-5-mini',
    environment: { OPENAI_API_KEY: KEY },
    urlVariable: 'OPENAI_BASE_URL',
    base: '/v1',
    path: '/v1/responses',
    header: ['authorization', `Bearer ${KEY}`],
    reply: RESPONSES_REPLY,
    usage: COUNTED,
    body: { model: 'gpt-5-mini', max_output_tokens: 100, store: false, reasoning: { effort: 'low' } },
  },
  {
    model: 'azure/my-deployment',
    environment: { AZURE_API_KEY: KEY },
    urlVariable: 'AZURE_BASE_URL',
    base: '/openai/v1',
    path: '/openai/v1/responses',
    header: ['api-key', KEY],
    reply: RESPONSES_REPLY,
    usage: COUNTED,
    body: { model: 'my-deployment', max_output_tokens: 100 },
  },
  {
    model: 'anthropic/claude-sonnet-4-5',
    environment: { ANTHROPIC_API_KEY: KEY },
    urlVariable: 'ANTHROPIC_BASE_URL',
    base: '/v1',
    path: '/v1/messages',
    header: ['x-api-key', KEY],
    reply: {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'm',
      content: [{ type: 'text', text: 'A reply.' }],
      stop_reason: 'end_turn',
      stop_sequence: null,
      usage: { input_tokens: 20, cache_read_input_tokens: 100, cache_creation_input_tokens: 0, output_tokens: 40 },
    },
    usage: WITHOUT_REASONING,
    body: { model: 'claude-sonnet-4-5' },
  },
  {
    model: 'google/gemini-2.5-flash',
    environment: { GEMINI_API_KEY: KEY },
    urlVariable: 'GOOGLE_BASE_URL',
    base: '/v1beta',
    path: '/v1beta/models/gemini-2.5-flash:generateContent',
    header: ['x-goog-api-key', KEY],
    reply: {
      candidates: [{ content: { parts: [{ text: 'A reply.' }], role: 'model' }, finishReason: 'STOP', index: 0 }],
      usageMetadata: {
        promptTokenCount: 120,
        cachedContentTokenCount: 100,
        candidatesTokenCount: 10,
        thoughtsTokenCount: 30,
        totalTokenCount: 160,
      },
    },
    usage: COUNTED,
    body: { contents: [{ role: 'user', parts: [{ text: 'Say something.' }] }] },
  },
  {
    model: 'mistral/mistral-small-latest',
    environment: { MISTRAL_API_KEY: KEY },
    urlVariable: 'MISTRAL_BASE_URL',
    base: '/v1',
    path: '/v1/chat/completions',
    header: ['authorization', `Bearer ${KEY}`],
    reply: COMPLETIONS_REPLY,
    usage: WITHOUT_REASONING,
    body: { model: 'mistral-small-latest', max_tokens: 100 },
  },
  {
    model: 'deepseek/deepseek-flash',
    environment: { DEEPSEEK_API_KEY: KEY },
    urlVariable: 'DEEPSEEK_BASE_URL',
    base: '/v1',
    path: '/v1/chat/completions',
    header: ['authorization', `Bearer ${KEY}`],
    reply: COMPLETIONS_REPLY,
    usage: COUNTED,
    body: { model: 'deepseek-flash', max_tokens: 100 },
  },
  {
    model: 'openrouter/qwen/qwen3-coder',
    environment: { OPENROUTER_API_KEY: KEY },
    urlVariable: 'OPENROUTER_BASE_URL',
    base: '/api/v1',
    path: '/api/v1/chat/completions',
    header: ['authorization', `Bearer ${KEY}`],
    reply: COMPLETIONS_REPLY,
    usage: COUNTED,
    body: { model: 'qwen/qwen3-coder', max_tokens: 100 },
  },
  {
    model: 'ollama/qwen3:8b',
    environment: {},
    urlVariable: 'OLLAMA_BASE_URL',
    base: '/v1',
    path: '/v1/chat/completions',
    header: ['content-type', 'application/json'],
    reply: COMPLETIONS_REPLY,
    usage: COUNTED,
    body: { model: 'qwen3:8b', max_tokens: 100 },
  },
  {
    model: 'gateway/openai/gpt-5-mini',
    environment: { AI_GATEWAY_API_KEY: KEY },
    urlVariable: 'AI_GATEWAY_BASE_URL',
    base: '/v4/ai',
    path: '/v4/ai/language-model',
    header: ['authorization', `Bearer ${KEY}`],
    reply: {
      content: [{ type: 'text', text: 'A reply.' }],
      finishReason: { unified: 'stop', raw: 'stop' },
      usage: {
        inputTokens: { total: 120, noCache: 20, cacheRead: 100 },
        outputTokens: { total: 40, text: 10, reasoning: 30 },
      },
      warnings: [],
    },
    usage: COUNTED,
    body: { maxOutputTokens: 100 },
  },
  {
    model: 'bedrock/anthropic.claude-v1:0',
    environment: { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: KEY, AWS_REGION: 'eu-west-1' },
    urlVariable: 'AWS_ENDPOINT_URL_BEDROCK_RUNTIME',
    base: '',
    path: '/model/anthropic.claude-v1%3A0/converse',
    header: ['authorization', /^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE\/\d+\/eu-west-1\/bedrock/],
    reply: {
      output: { message: { role: 'assistant', content: [{ text: 'A reply.' }] } },
      stopReason: 'end_turn',
      usage: {
        inputTokens: 20,
        cacheReadInputTokens: 100,
        cacheWriteInputTokens: 0,
        outputTokens: 40,
        totalTokens: 160,
      },
    },
    usage: WITHOUT_REASONING,
    body: { messages: [{ role: 'user', content: [{ text: 'Say something.' }] }] },
  },
];

describe('the wire of each provider', () => {
  it.each(CASES.map((each) => [each.model, each] as const))('%s', async (model, each) => {
    const { url, seen } = await serve(each.reply);
    const models = createModels({ environment: { ...each.environment, [each.urlVariable]: `${url}${each.base}` } });
    const request: ChatRequest = {
      model,
      messages: [{ role: 'user', content: 'Say something.' }],
      maximumTokensOut: 100,
      ...(each.usage.tokensReasoning > 0 && { reasoning: 'low' }),
    };
    const reply = await models.chat(request, { signal: new AbortController().signal, idempotencyKey: 'a' });
    models.close();
    expect(reply).toEqual({ text: 'A reply.', toolCalls: [], finish: 'stop', usage: each.usage });
    expect(seen).toHaveLength(1);
    expect(seen[0]?.path).toBe(each.path);
    const [name, value] = each.header;
    expect(seen[0]?.headers[name]).toEqual(typeof value === 'string' ? value : expect.stringMatching(value));
    expect(seen[0]?.body).toMatchObject(each.body);
  });
});
