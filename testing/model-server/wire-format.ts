import type { Json, JsonObject } from '../../src/base/json.ts';
import type { CompleteReply } from './complete-reply.ts';
import { base64OfVector } from './embed-text.ts';
import type { ModelRequest } from './script.ts';
import { cutBefore } from './tokens.ts';

const PIECE_CHARACTERS = 48;
/** Short, so that any arguments come in several pieces. */
const ARGUMENT_PIECE_CHARACTERS = 7;

/** A reply as the chat completions of OpenAI have it, in one piece. */
export function chatCompletion(request: ModelRequest, reply: CompleteReply, created: number): JsonObject {
  const toolCalls = reply.toolCalls.map((call, index) => ({
    id: callId(request, index),
    type: 'function',
    function: { name: call.name, arguments: JSON.stringify(call.arguments) },
  }));
  const message = {
    role: 'assistant',
    content: toolCalls.length > 0 && reply.text === '' ? null : reply.text,
    ...(reply.reasoning === undefined ? {} : { reasoning_content: reply.reasoning }),
    ...(toolCalls.length > 0 ? { tool_calls: toolCalls } : {}),
  };
  return {
    ...head(request, 'chat.completion', created),
    choices: [{ index: 0, message, logprobs: null, finish_reason: reply.finish }],
    ...usageMember(reply),
  };
}

/** The same as server-sent events, the last one `[DONE]`. Usage comes where the client asked for it. */
export function chatCompletionEvents(request: ModelRequest, reply: CompleteReply, created: number): string[] {
  const common = head(request, 'chat.completion.chunk', created);
  const chunk = (delta: JsonObject, finish: string | null = null): JsonObject => ({
    ...common,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
  });
  const chunks = [chunk({ role: 'assistant', content: '' })];
  for (const piece of pieces(reply.reasoning ?? '', PIECE_CHARACTERS)) chunks.push(chunk({ reasoning_content: piece }));
  for (const piece of pieces(reply.text, PIECE_CHARACTERS)) chunks.push(chunk({ content: piece }));
  for (const [index, call] of reply.toolCalls.entries()) {
    const start = { id: callId(request, index), type: 'function', function: { name: call.name, arguments: '' } };
    chunks.push(chunk({ tool_calls: [{ index, ...start }] }));
    for (const piece of pieces(JSON.stringify(call.arguments), ARGUMENT_PIECE_CHARACTERS)) {
      chunks.push(chunk({ tool_calls: [{ index, function: { arguments: piece } }] }));
    }
  }
  chunks.push(chunk({}, reply.finish));
  const options = request.body.stream_options as JsonObject | null | undefined;
  if (options?.include_usage === true) chunks.push({ ...common, choices: [], ...usageMember(reply) });
  return [...chunks.map((value) => `data: ${JSON.stringify(value)}\n\n`), 'data: [DONE]\n\n'];
}

export function embeddingList(request: ModelRequest, reply: CompleteReply): JsonObject {
  const isBase64 = request.body.encoding_format === 'base64';
  const data = reply.vectors.map((vector, index) => ({
    object: 'embedding',
    index,
    embedding: isBase64 ? base64OfVector(vector) : vector,
  }));
  return { object: 'list', data, model: request.model, ...usageMember(reply) };
}

export function modelList(models: readonly string[]): JsonObject {
  return {
    object: 'list',
    data: models.map((id) => ({ id, object: 'model', created: 0, owned_by: 'kaizen-testing' })),
  };
}

export function errorBody(status: number, message: string): JsonObject {
  const type = status === 429 ? 'rate_limit_exceeded' : status < 500 ? 'invalid_request_error' : 'server_error';
  return { error: { message, type, param: null, code: null } };
}

function head({ hash, model, attempt }: ModelRequest, object: string, created: number): JsonObject {
  return { id: `chatcmpl-${hash.slice(0, 24)}-${attempt}`, object, created, model };
}

function callId({ hash }: ModelRequest, index: number): string {
  return `call_${hash.slice(0, 16)}_${index}`;
}

const ABSURD = { prompt_tokens: -1, completion_tokens: 1e300, total_tokens: 0.5 };

function usageMember({ fault, usage }: CompleteReply): { readonly usage?: Json } {
  if (fault?.kind === 'usage-missing') return {};
  if (fault?.kind === 'usage-absurd') return { usage: fault.usage ?? ABSURD };
  return {
    usage: {
      prompt_tokens: usage.tokensIn,
      completion_tokens: usage.tokensOut,
      total_tokens: usage.tokensIn + usage.tokensOut,
      prompt_tokens_details: { cached_tokens: usage.tokensCached },
      completion_tokens_details: { reasoning_tokens: usage.tokensReasoning },
    },
  };
}

function* pieces(text: string, length: number): Generator<string> {
  let rest = text;
  while (rest !== '') {
    const piece = cutBefore(rest, length);
    yield piece;
    rest = rest.slice(piece.length);
  }
}
