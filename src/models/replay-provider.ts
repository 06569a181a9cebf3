import type { ChatRequest, EmbeddingRequest } from '../core/model.ts';
import { ModelFault } from '../core/model-fault.ts';
import type { CallOptions, ModelProvider } from './contract.ts';
import { type RecordedOutcome, type Recording, recordingKey } from './recording.ts';

/** Answers calls from a recording and reaches nothing. A call that is not in it is KAIZEN_MODEL_NOT_RECORDED. */
export function replayProvider(recording: Recording): ModelProvider {
  const outcomeOf = <Kind extends 'chat' | 'embedding'>(
    kind: Kind,
    request: ChatRequest | EmbeddingRequest,
    { idempotencyKey: name, signal }: CallOptions,
  ): Extract<RecordedOutcome, { kind: Kind }> => {
    signal.throwIfAborted();
    const call = recording.get(recordingKey(name, request));
    if (call === undefined) throw missing(recording, name, request.model);
    if (call.outcome.kind === 'fault') throw ModelFault.from(call.outcome.fault);
    if (call.outcome.kind !== kind) throw missing(recording, name, request.model);
    return call.outcome as Extract<RecordedOutcome, { kind: Kind }>;
  };
  return {
    chat: async (request, options) => outcomeOf('chat', request, options).reply,
    embed: async (request, options) => outcomeOf('embedding', request, options).reply,
  };
}

function missing(recording: Recording, name: string, model: string): ModelFault {
  const isKnown = [...recording.values()].some((call) => call.name === name);
  return new ModelFault('KAIZEN_MODEL_NOT_RECORDED', `the recording has no reply to the call ${name} of ${model}`, {
    got: isKnown ? 'a call of that name with another request' : 'no call of that name',
    next: 'replay with the same task, options, seed and version of Kaizen as the recording was made with',
    retryable: false,
    billed: 'no',
  });
}
