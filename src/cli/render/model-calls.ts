import type { Json } from '../../base/json.ts';
import type { ChatMessage } from '../../core/model.ts';
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
  const { messages = [] } = request as { readonly messages?: readonly ChatMessage[] };
  return messages.map(({ role, content }) => `${role}:\n${cleanText(content, LONGEST)}`);
}

function replyOf(outcome: Json): string {
  const { text, message } = (outcome ?? {}) as { readonly text?: string; readonly message?: string };
  return cleanText(text ?? message ?? 'none', LONGEST);
}
