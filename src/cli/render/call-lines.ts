import type { Json } from '../../base/json.ts';
import { safeJson } from '../../base/safe-text.ts';
import { type Redact, redactData } from '../../models/redact.ts';
import type { ModelCall } from '../../store/model-calls.ts';

/**
 * A run's journal of calls as JSON lines: for whom, what was asked and answered, and what it cost. `prompt` holds the
 * messages of a chat or the texts of an embedding; `reply` and `fault` say how it ended, null where they do not apply.
 */
export function callLines(calls: readonly ModelCall[], redact: Redact): string {
  return calls.map((call) => safeJson(redactData(callRecord(call), redact))).join('\n');
}

function callRecord({ slot, purpose, attempt, model, request, status, outcome, cost }: ModelCall) {
  const { messages, texts, model: _, ...settings } = request as { readonly [name: string]: Json };
  const isFault = status === 'failed';
  return {
    candidate: slot,
    purpose,
    attempt,
    model,
    status,
    prompt: messages ?? texts ?? null,
    settings,
    reply: isFault ? null : outcome,
    fault: isFault ? outcome : null,
    cost,
  };
}
