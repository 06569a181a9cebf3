import type { JsonObject } from '../base/json.ts';

/** A call of a tool that a model asks for. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: JsonObject;
}

export interface ToolDefinition {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly parameters: JsonObject;
}

export type ChatMessage =
  | { readonly role: 'system' | 'user'; readonly content: string }
  | { readonly role: 'assistant'; readonly content: string; readonly toolCalls?: readonly ToolCall[] }
  | { readonly role: 'tool'; readonly callId: string; readonly content: string };

/** One question to a chat model. It is plain data: its hash, with the name of the call, is what replay goes by. */
export interface ChatRequest {
  /** Model string, such as `openai/gpt-5-mini` (`models/model-string.ts`). */
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  /** Most tokens of the reply, reasoning included; ≥ 1. Part of what is reserved before the call. */
  readonly maximumTokensOut: number;
  /** 0 … 2; the provider's own default where it is left out. */
  readonly temperature?: number;
  readonly reasoning?: 'none' | 'low' | 'medium' | 'high';
  readonly tools?: readonly ToolDefinition[];
  /** The reply is to be JSON of this schema; providers that cannot enforce it are only told so. */
  readonly schema?: JsonObject;
}

/** Tokens of one call as the provider billed them, integers ≥ 0. */
export interface TokenUsage {
  /** All input, cached input included. */
  readonly tokensIn: number;
  /** The part of `tokensIn` that was read from the provider's cache. */
  readonly tokensCached: number;
  /** All output, reasoning included. */
  readonly tokensOut: number;
  /** The part of `tokensOut` that was reasoning. */
  readonly tokensReasoning: number;
  /** Nobody counted: tokens are estimated from the length of the texts. */
  readonly isEstimated?: boolean;
}

export interface ChatReply {
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  /** `length`: cut off at `maximumTokensOut`. */
  readonly finish: 'stop' | 'length' | 'tool-calls' | 'refused' | 'other';
  readonly usage: TokenUsage;
}

export interface EmbeddingRequest {
  readonly model: string;
  readonly texts: readonly string[];
}

export interface EmbeddingReply {
  /** One vector for each text, all of one length. */
  readonly vectors: readonly (readonly number[])[];
  readonly usage: TokenUsage;
}

/**
 * How operators and evaluators reach models: every call is named, reserved, journalled, charged to the slot at work, and
 * answered from the journal when the slot is done again after a crash. `purpose` names the call within its slot, such as
 * `propose/0/edit/1`; the same purpose is never used twice in one slot. Rejects with `ModelFault`.
 */
export interface ModelAccess {
  chat(purpose: string, request: ChatRequest): Promise<ChatReply>;
  embed(purpose: string, request: EmbeddingRequest): Promise<EmbeddingReply>;
}
