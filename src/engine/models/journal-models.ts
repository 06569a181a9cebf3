import { hashOf } from '../../base/hash.ts';
import type { ChatReply, ChatRequest, EmbeddingReply, EmbeddingRequest, ModelAccess } from '../../core/model.ts';
import { ModelFault } from '../../core/model-fault.ts';
import type { ModelCall } from '../../store/model-calls.ts';

/** Answers from the calls of one slot, and asks nobody: what a score rests on can be looked at again at no cost. */
export function journalModels(calls: readonly ModelCall[]): ModelAccess {
  const settled = new Map(calls.filter(({ status }) => status === 'settled').map((call) => [call.purpose, call]));
  const outcomeOf = (purpose: string, request: ChatRequest | EmbeddingRequest): unknown => {
    const call = settled.get(purpose);
    if (call !== undefined && hashOf(call.request) === hashOf(request)) return call.outcome;
    throw new ModelFault('KAIZEN_MODEL_NOT_RECORDED', `the journal has no reply to the call ${purpose}`, {
      got: call === undefined ? 'no call of that name' : 'a call of that name with another request',
      retryable: false,
      billed: 'no',
    });
  };
  return {
    chat: async (purpose, request) => outcomeOf(purpose, request) as ChatReply,
    embed: async (purpose, request) => outcomeOf(purpose, request) as EmbeddingReply,
  };
}
