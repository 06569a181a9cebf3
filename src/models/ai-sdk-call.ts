import { Buffer } from 'node:buffer';
import type {
  EmbeddingModelV4,
  JSONSchema7,
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4FinishReason,
  LanguageModelV4Message,
  LanguageModelV4Usage,
} from '@ai-sdk/provider';
import type { JsonObject } from '../base/json.ts';
import type {
  ChatMessage,
  ChatReply,
  ChatRequest,
  EmbeddingReply,
  EmbeddingRequest,
  TokenUsage,
  ToolCall,
} from '../core/model.ts';
import { ModelFault } from '../core/model-fault.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { isStrictSchema } from './strict-schema.ts';

export interface HttpCallOptions {
  readonly signal: AbortSignal;
  readonly headers: Record<string, string>;
}

/**
 * One call through the AI SDK's provider interface (specification V4, of AI SDK 7). Its `generateText` on top is not
 * used: that retries, runs tools and throws away the usage of replies that fail to parse, all of which are ours to do.
 */
export async function callChat(
  model: LanguageModelV4,
  request: ChatRequest,
  options: HttpCallOptions,
): Promise<ChatReply> {
  const result = await model.doGenerate(chatOptions(request, options));
  const text = result.content.map((part) => (part.type === 'text' ? part.text : '')).join('');
  const toolCalls = result.content.flatMap((part) => toolCallOf(part));
  return {
    text,
    toolCalls,
    finish: finishOf(result.finishReason.unified, toolCalls.length > 0),
    usage: usageOf(result.usage, request, text + JSON.stringify(toolCalls)),
  };
}

export async function callEmbedding(
  model: EmbeddingModelV4,
  request: EmbeddingRequest,
  options: HttpCallOptions,
): Promise<EmbeddingReply> {
  const { embeddings, usage } = await model.doEmbed({
    values: [...request.texts],
    abortSignal: options.signal,
    headers: options.headers,
  });
  const length = embeddings[0]?.length ?? 0;
  const isWhole =
    embeddings.length === request.texts.length &&
    embeddings.every((vector) => vector.length === length && vector.every(Number.isFinite));
  if (!isWhole || (length === 0 && request.texts.length > 0)) {
    throw new ModelFault('KAIZEN_MODEL_REPLY_INVALID', `${request.model} sent vectors that do not fit the texts`, {
      wanted: `${request.texts.length} vectors of finite numbers, all of one length`,
      got: `${embeddings.length} vectors`,
      next: 'check that the model is one for embeddings',
      retryable: false,
      billed: 'unknown',
    });
  }
  const counted = count(usage?.tokens);
  const tokensIn = counted ?? request.texts.reduce((sum, text) => sum + estimateTokens(text), 0);
  return {
    vectors: embeddings,
    usage: { ...NO_TOKENS, tokensIn, ...(counted === undefined && { isEstimated: true }) },
  };
}

const NO_TOKENS: TokenUsage = { tokensIn: 0, tokensCached: 0, tokensOut: 0, tokensReasoning: 0 };

function chatOptions(request: ChatRequest, options: HttpCallOptions): LanguageModelV4CallOptions {
  const { temperature, reasoning, tools, schema } = request;
  return {
    prompt: promptOf(request.messages),
    maxOutputTokens: request.maximumTokensOut,
    abortSignal: options.signal,
    headers: options.headers,
    // Nothing of a run stays with the provider longer than it must.
    providerOptions: {
      openai: { store: false, strictJsonSchema: isStrictSchema(schema) },
      azure: { store: false, strictJsonSchema: isStrictSchema(schema) },
    },
    ...(temperature !== undefined && { temperature }),
    ...(reasoning !== undefined && { reasoning }),
    ...(tools !== undefined &&
      tools.length > 0 && {
        tools: tools.map(({ name, description, parameters }) => ({
          type: 'function' as const,
          name,
          description,
          inputSchema: parameters as JSONSchema7,
        })),
      }),
    ...(schema !== undefined && {
      responseFormat: { type: 'json' as const, schema: schema as JSONSchema7, name: 'reply' },
    }),
  };
}

function promptOf(messages: readonly ChatMessage[]): LanguageModelV4Message[] {
  const toolNames = new Map<string, string>();
  for (const message of messages) {
    if (message.role === 'assistant') for (const { id, name } of message.toolCalls ?? []) toolNames.set(id, name);
  }
  return messages.map((message) => promptMessage(message, toolNames));
}

function promptMessage(message: ChatMessage, toolNames: ReadonlyMap<string, string>): LanguageModelV4Message {
  const text = { type: 'text' as const, text: message.content };
  if (message.role === 'tool') {
    const { callId } = message;
    const toolName = toolNames.get(callId) ?? 'unknown';
    const output = { type: 'text' as const, value: message.content };
    return { role: 'tool', content: [{ type: 'tool-result', toolCallId: callId, toolName, output }] };
  }
  if (message.role !== 'assistant') {
    return message.role === 'user' ? { role: 'user', content: [text] } : { role: 'system', content: message.content };
  }
  const calls = (message.toolCalls ?? []).map(({ id, name, arguments: input }) => ({
    type: 'tool-call' as const,
    toolCallId: id,
    toolName: name,
    input,
  }));
  return { role: 'assistant', content: [...(message.content === '' ? [] : [text]), ...calls] };
}

/** Arguments that are no JSON object are a model's mistake: the caller sees them under `malformed` and can say so. */
function toolCallOf(part: LanguageModelV4Content): ToolCall[] {
  if (part.type !== 'tool-call' || part.providerExecuted === true) return [];
  return [{ id: part.toolCallId, name: part.toolName, arguments: argumentsOf(part.input) }];
}

function argumentsOf(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text === '' ? '{}' : text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  } catch {
    // Told below.
  }
  return { malformed: text };
}

function finishOf(unified: LanguageModelV4FinishReason['unified'], hasToolCalls: boolean): ChatReply['finish'] {
  if (unified === 'content-filter') return 'refused';
  // Some servers say `stop` beside their tool calls.
  if (unified === 'stop') return hasToolCalls ? 'tool-calls' : 'stop';
  return unified === 'length' || unified === 'tool-calls' ? unified : 'other';
}

/** A count as a server sends it; undefined for what cannot be one. */
function count(value: number | undefined): number | undefined {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** A token is at least one byte of what was sent, but roles, tools and schemas add some; more than this is no count. */
const PLAUSIBLE_FACTOR = 4;
const PLAUSIBLE_EXTRA = 20_000;

/** Tokens that nobody counted, or counted in a way that cannot be, are estimated and marked, never taken for none. */
function usageOf(
  { inputTokens, outputTokens }: LanguageModelV4Usage,
  request: ChatRequest,
  replied: string,
): TokenUsage {
  const asked = JSON.stringify([request.messages, request.tools ?? [], request.schema ?? null]);
  const tokensIn = plausible(inputTokens.total, Buffer.byteLength(asked));
  const tokensOut = plausible(outputTokens.total, Math.max(request.maximumTokensOut, Buffer.byteLength(replied)));
  const isCounted = tokensIn !== undefined && tokensOut !== undefined && tokensIn + tokensOut > 0;
  const whole = isCounted
    ? { tokensIn, tokensOut }
    : { tokensIn: tokensIn || estimateTokens(asked), tokensOut: tokensOut || estimateTokens(replied) };
  return {
    ...whole,
    tokensCached: Math.min(whole.tokensIn, count(inputTokens.cacheRead) ?? 0),
    tokensReasoning: Math.min(whole.tokensOut, count(outputTokens.reasoning) ?? 0),
    ...(!isCounted && { isEstimated: true }),
  };
}

function plausible(value: number | undefined, most: number): number | undefined {
  const counted = count(value);
  return counted !== undefined && counted <= PLAUSIBLE_FACTOR * most + PLAUSIBLE_EXTRA ? counted : undefined;
}
