import type { Json, JsonObject } from '../../src/base/json.ts';
import { randomFrom, rootKey, subKey } from '../../src/base/random.ts';
import type { TokenUsage } from '../../src/core/model.ts';
import { embedText } from './embed-text.ts';
import { embeddingTexts, isObject } from './read-request.ts';
import { sampleOfSchema } from './sample-of-schema.ts';
import type { ModelRequest, ScriptedReply, ScriptedToolCall } from './script.ts';
import { estimateTokens, firstTokens } from './tokens.ts';

/** A reply with nothing left open. */
export interface CompleteReply extends ScriptedReply {
  readonly text: string;
  readonly toolCalls: readonly ScriptedToolCall[];
  readonly finish: NonNullable<ScriptedReply['finish']>;
  readonly vectors: readonly (readonly number[])[];
  readonly usage: TokenUsage;
  readonly isBilled: boolean;
}

const DIMENSIONS = 64;

/**
 * Fills in what a script left open: a pure function of seed and content. A request for structured output gets a value of
 * its schema; one that requires a tool, a call of it; any other, a sentence. Texts are cut at the limit of tokens that the
 * request sets, as a provider does.
 */
export function completeReply(request: ModelRequest, scripted: ScriptedReply): CompleteReply {
  const { fault } = scripted;
  const common = { ...scripted, isBilled: scripted.isBilled ?? fault?.kind !== 'status' };
  if (request.endpoint === 'embeddings') {
    const vectors = scripted.vectors ?? embeddings(request);
    return { ...common, text: '', toolCalls: [], finish: 'stop', vectors, usage: usageOf(request, scripted, '') };
  }
  const toolCalls = scripted.toolCalls ?? (scripted.text === undefined ? requiredCall(request) : []);
  const whole = fault?.kind === 'empty' ? '' : textOf(request, scripted, toolCalls);
  const limit = request.body.max_completion_tokens ?? request.body.max_tokens;
  const text = typeof limit === 'number' ? firstTokens(whole, limit) : whole;
  const natural = text.length < whole.length ? 'length' : toolCalls.length > 0 ? 'tool_calls' : 'stop';
  const written = text + (scripted.reasoning ?? '') + toolCalls.map((call) => JSON.stringify(call)).join('');
  const usage = usageOf(request, scripted, written);
  return { ...common, text, toolCalls, finish: scripted.finish ?? natural, vectors: [], usage };
}

function textOf(request: ModelRequest, scripted: ScriptedReply, toolCalls: readonly ScriptedToolCall[]): string {
  if (scripted.text !== undefined) return scripted.text;
  if (scripted.json !== undefined) return JSON.stringify(scripted.json);
  if (toolCalls.length > 0) return '';
  const format = request.body.response_format;
  if (isObject(format) && format.type === 'json_schema' && isObject(format.json_schema)) {
    const { schema } = format.json_schema;
    return JSON.stringify(sampleOfSchema(isObject(schema) ? schema : {}, drawsOf(request, 'schema')));
  }
  if (isObject(format) && format.type === 'json_object') return JSON.stringify({ reply: request.hash.slice(0, 8) });
  const number = drawsOf(request, 'text').integer(2 ** 32);
  return `This is reply ${number.toString(16).padStart(8, '0')} of ${request.model}.`;
}

/** A call of a tool where the request leaves the model no choice. */
function requiredCall(request: ModelRequest): ScriptedToolCall[] {
  const { tool_choice: choice, tools } = request.body;
  if (!Array.isArray(tools) || (choice !== 'required' && !isObject(choice))) return [];
  const functions = tools.map((tool: Json) => (isObject(tool) && isObject(tool.function) ? tool.function : {}));
  const wanted = isObject(choice) && isObject(choice.function) ? choice.function.name : undefined;
  const random = drawsOf(request, 'tool');
  const tool: JsonObject = functions.find(({ name }) => name === wanted) ?? random.pick(functions);
  const { name, parameters } = tool;
  return [
    { name: String(name), arguments: sampleOfSchema(isObject(parameters) ? parameters : {}, random) as JsonObject },
  ];
}

function embeddings({ body, seed }: ModelRequest): number[][] {
  const dimensions = typeof body.dimensions === 'number' ? body.dimensions : DIMENSIONS;
  return embeddingTexts(body).map((text) => embedText(text, dimensions, seed));
}

function usageOf({ body, text }: ModelRequest, scripted: ScriptedReply, written: string): TokenUsage {
  const extra = body.tools === undefined ? '' : JSON.stringify(body.tools);
  return {
    tokensIn: estimateTokens(text) + estimateTokens(extra),
    tokensCached: 0,
    tokensOut: estimateTokens(written),
    tokensReasoning: estimateTokens(scripted.reasoning ?? ''),
    ...scripted.usage,
  };
}

function drawsOf({ seed, hash }: ModelRequest, purpose: string): ReturnType<typeof randomFrom> {
  return randomFrom(subKey(rootKey(seed), `${hash}/${purpose}`));
}
