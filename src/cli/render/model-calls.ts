import type { Json } from '../../base/json.ts';
import type { ChatReply, ChatRequest, EmbeddingReply, EmbeddingRequest } from '../../core/model.ts';
import { type FaultData, ModelFault } from '../../core/model-fault.ts';
import { cleanText } from '../../models/clean-text.ts';
import type { ModelCall } from '../../store/model-calls.ts';

const LONGEST = 40_000;

/** One line for each attempt to call a model, or with `texts` also what was asked and answered, made safe to print. */
export function describeCalls(calls: readonly ModelCall[], texts: boolean): string[] {
  return calls.map((call) => {
    const { purpose, attempt, model, status, cost } = call;
    const head = `${purpose} #${attempt}  ${cleanText(model)}  ${status}  ${cost.tokensIn} tokens in, ${cost.tokensOut} out`;
    return texts ? [head, ...messagesOf(call.request), `reply:\n${replyOf(call.outcome)}`].join('\n\n') : head;
  });
}

function messagesOf(request: Json): string[] {
  const { messages = [], texts = [] } = request as Partial<Pick<ChatRequest, 'messages'> & EmbeddingRequest>;
  return [
    ...messages.map(({ role, content }) => `${role}:\n${cleanText(content, LONGEST)}`),
    ...texts.map((text) => `text:\n${cleanText(text, LONGEST)}`),
  ];
}

function replyOf(outcome: Json): string {
  const reply = (outcome ?? {}) as Partial<ChatReply & EmbeddingReply> | FaultData;
  if ('code' in reply) return cleanText(ModelFault.from(reply).message, LONGEST);
  const { text = 'none', vectors } = reply;
  if (vectors !== undefined) return `${vectors.length} vectors of ${vectors[0]?.length ?? 0} numbers`;
  return cleanText(text, LONGEST);
}
