import type { Json, JsonObject } from '../../src/base/json.ts';
import type { TokenUsage } from '../../src/core/model.ts';

/** One request as a script sees it. */
export interface ModelRequest {
  readonly endpoint: 'chat' | 'embeddings';
  readonly model: string;
  /** Texts of all messages, or of all inputs of an embedding, with an empty line between them. */
  readonly text: string;
  readonly body: JsonObject;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Requests of both endpoints so far, this one included. Depends on the order in which requests arrive. */
  readonly call: number;
  /** The same, counted for its model alone. */
  readonly callOfModel: number;
  /** How often this very content has come, from 1: what tells a retry from the first try, whatever else is in flight. */
  readonly attempt: number;
  /** sha-256 of the content: the body without `stream` and `stream_options`. */
  readonly hash: string;
  /** Seed of the server. */
  readonly seed: number;
}

export interface ScriptedToolCall {
  readonly name: string;
  readonly arguments: JsonObject;
}

/**
 * How a reply goes wrong. All but `status` are billed, as providers do: what reaches the client does not change what was
 * computed.
 */
export type ReplyFault =
  /** An error in the provider's form, not billed. `retryAfterSeconds` is sent as seconds or as a date of HTTP. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly message?: string;
      readonly retryAfterSeconds?: number;
      readonly retryAfterAs?: 'seconds' | 'date';
    }
  /** Billed, and no byte ever comes; the request ends when the client gives up. */
  | { readonly kind: 'never-answered' }
  /** The connection is cut after this share of the body; 0 cuts it before the first byte. Default 0.5. */
  | { readonly kind: 'dropped'; readonly share?: number }
  /** The body comes twice, one after the other. */
  | { readonly kind: 'duplicated' }
  /** The response is complete by HTTP, but its body ends after this share. Default 0.5. */
  | { readonly kind: 'truncated'; readonly share?: number }
  /** Status 200 with something else than the reply: a page of a proxy, say. */
  | { readonly kind: 'content-type'; readonly contentType?: string; readonly body?: string }
  | { readonly kind: 'usage-missing' }
  /** The reply tells numbers that cannot be, or those given here; the ledger keeps the true ones. */
  | { readonly kind: 'usage-absurd'; readonly usage?: Json }
  /** A reply without text. */
  | { readonly kind: 'empty' };

/** What a script answers; whatever is left out is filled in by the content of the request and the server's seed. */
export interface ScriptedReply {
  readonly text?: string;
  /** The text is this value as JSON. */
  readonly json?: Json;
  /** Text of the model's reasoning, as some providers send it beside the reply. */
  readonly reasoning?: string;
  readonly toolCalls?: readonly ScriptedToolCall[];
  readonly finish?: 'stop' | 'length' | 'tool_calls' | 'content_filter';
  /** Vectors of an embedding, one for each text. */
  readonly vectors?: readonly (readonly number[])[];
  /** What is billed; members left out are estimated from the texts. */
  readonly usage?: Partial<TokenUsage>;
  /** Before the first byte, in milliseconds. */
  readonly latencyMs?: number;
  /** The reply is held back until this is settled: a test can wait for what is in flight instead of for time. */
  readonly until?: Promise<unknown>;
  /** Between two pieces of a streamed reply, in milliseconds. */
  readonly chunkDelayMs?: number;
  readonly fault?: ReplyFault;
  /** Default: billed, unless the fault is a `status`. */
  readonly isBilled?: boolean;
}

/** Decides what a model answers. It may be asked in any order, so it should go by the request alone. */
export type ModelScript = (request: ModelRequest) => ScriptedReply | undefined;
