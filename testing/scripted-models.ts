import type { ChatReply, ChatRequest, ModelAccess } from '../src/core/model.ts';
import { ModelFault } from '../src/core/model-fault.ts';

/** What a scripted model answers; what is left out is an ordinary reply's. */
export type ScriptedReply = Partial<ChatReply> | ModelFault;

export interface ScriptedCall {
  readonly purpose: string;
  readonly request: ChatRequest;
}

/**
 * Models that answer by a script, with a record of what they were asked. Once a list of replies is used up, its last one is
 * given again. A purpose that was used before is a fault, as it is in a run.
 */
export function scriptedModels(
  script: readonly ScriptedReply[] | ((request: ChatRequest, call: number) => ScriptedReply),
): { readonly models: ModelAccess; readonly calls: readonly ScriptedCall[] } {
  const calls: ScriptedCall[] = [];
  const replyTo = (request: ChatRequest): ScriptedReply => {
    if (typeof script === 'function') return script(request, calls.length - 1);
    return script[Math.min(calls.length, script.length) - 1] ?? {};
  };
  const models: ModelAccess = {
    async chat(purpose, request) {
      if (calls.some((call) => call.purpose === purpose)) throw new Error(`The purpose ${purpose} was used before.`);
      calls.push({ purpose, request: structuredClone(request) });
      const reply = replyTo(request);
      if (reply instanceof ModelFault) throw reply;
      const { text = '', toolCalls = [], finish = toolCalls.length > 0 ? 'tool-calls' : 'stop' } = reply;
      return {
        usage: { tokensIn: 1, tokensCached: 0, tokensOut: 1, tokensReasoning: 0 },
        ...reply,
        text,
        toolCalls,
        finish,
      };
    },
    async embed() {
      throw new ModelFault('KAIZEN_MODEL_NO_EMBEDDINGS', 'The scripted models embed nothing.', {
        retryable: false,
        billed: 'no',
      });
    },
  };
  return { models, calls };
}
