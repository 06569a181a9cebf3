import type { ChatRequest, EmbeddingRequest } from '../core/model.ts';
import { ModelFault } from '../core/model-fault.ts';
import type { CallOptions, ModelProvider } from './contract.ts';
import { type RecordedCall, type RecordedOutcome, recordingKey } from './recording.ts';
import { type Redact, redactData } from './redact.ts';

/** Takes the calls of a recording, each before its outcome is used. */
export interface RecordingSink {
  write(call: RecordedCall): void;
}

/**
 * Passes calls on and writes down how each ended. What it gives back is what it wrote, keys taken out, so that a replay
 * sees exactly the same. A call that was ended from outside has no outcome and is not recorded.
 */
export function recordingProvider(inner: ModelProvider, sink: RecordingSink, redact: Redact): ModelProvider {
  const record = async <T>(
    request: ChatRequest | EmbeddingRequest,
    { idempotencyKey: name, signal }: CallOptions,
    call: () => Promise<T>,
    outcomeOf: (reply: T) => RecordedOutcome,
  ): Promise<T> => {
    const write = (outcome: RecordedOutcome): void =>
      sink.write({ key: recordingKey(name, request), name, model: redact(request.model), outcome });
    try {
      const reply = redactData(await call(), redact);
      write(outcomeOf(reply));
      return reply;
    } catch (error) {
      if (error instanceof ModelFault && !signal.aborted) write({ kind: 'fault', fault: error.toData() });
      throw error;
    }
  };
  return {
    chat: (request, options) =>
      record(
        request,
        options,
        () => inner.chat(request, options),
        (reply) => ({ kind: 'chat', reply }),
      ),
    embed: (request, options) =>
      record(
        request,
        options,
        () => inner.embed(request, options),
        (reply) => ({ kind: 'embedding', reply }),
      ),
  };
}
