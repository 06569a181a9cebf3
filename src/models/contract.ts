import type { ChatReply, ChatRequest, EmbeddingReply, EmbeddingRequest } from '../core/model.ts';

export interface CallOptions {
  /** Ends the call. A `TimeoutError` as its reason makes the fault a time-out. */
  readonly signal: AbortSignal;
  /**
   * Name of this attempt of this call: the same in every replay of the run, different for every other attempt. Recordings
   * are looked up by it.
   */
  readonly idempotencyKey: string;
}

/**
 * Reaches language models, one attempt per call and without retries of its own: who pays decides about those
 * (`next-attempt.ts`). Rejects with `ModelFault`, and with nothing else.
 */
export interface ModelProvider {
  chat(request: ChatRequest, options: CallOptions): Promise<ChatReply>;
  embed(request: EmbeddingRequest, options: CallOptions): Promise<EmbeddingReply>;
}
