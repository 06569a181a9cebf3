import { APICallError } from '@ai-sdk/provider';
import { messageOf } from '../base/errors.ts';
import { ModelFault } from '../core/model-fault.ts';
import { cleanText } from './clean-text.ts';
import type { Redact } from './redact.ts';

const KEPT_TEXT = 500;

/**
 * Any failure of a call as a ModelFault whose texts hold no key. What a failure may have cost is read from how far the
 * call came: refused before the model ran is `no`; anything after that is `unknown`.
 */
export function faultOf(error: unknown, model: string, signal: AbortSignal, redact: Redact): ModelFault {
  if (signal.aborted) return endedFault(model, signal.reason);
  const fault = findFault(error);
  if (fault !== undefined) return redacted(fault, redact);
  if (APICallError.isInstance(error)) {
    const { statusCode } = error;
    // The AI SDK reports a reply that it cannot read under the status of that reply.
    if (statusCode !== undefined && statusCode >= 400) return statusFault(error, statusCode, model, redact);
    if (statusCode !== undefined && statusCode >= 300) return redirectFault(statusCode, model);
  }
  return new ModelFault('KAIZEN_MODEL_REPLY_INVALID', `the reply of ${model} cannot be read`, {
    got: cleanText(redact(rootOf(error)), KEPT_TEXT),
    next: 'it is tried again, and counted as if it had been paid for; if it stays, check what the server sends',
    retryable: true,
    billed: 'unknown',
  });
}

export function endedFault(model: string, reason: unknown): ModelFault {
  if (reason instanceof Error && reason.name === 'TimeoutError') {
    return new ModelFault('KAIZEN_MODEL_TIMEOUT', `${model} did not reply in time`, {
      next: 'it is tried again, and counted as if it had been paid for; a smaller reply or less reasoning is faster',
      retryable: true,
      billed: 'unknown',
    });
  }
  return new ModelFault('KAIZEN_MODEL_ABORTED', `the call of ${model} was ended before its reply`, {
    next: 'nothing to do; it is counted as if it had been paid for',
    retryable: false,
    billed: 'unknown',
  });
}

function statusFault(error: APICallError, status: number, model: string, redact: Redact): ModelFault {
  const text = cleanText(redact(error.message || (error.responseBody ?? '')), KEPT_TEXT);
  const details = { got: `HTTP ${status}: ${text}`, retryAfterMs: retryAfterMsOf(error.responseHeaders ?? {}) };
  const fault = (
    code: `KAIZEN_MODEL_${string}`,
    summary: string,
    retryable: boolean,
    next: string,
    billed: 'no' | 'unknown' = 'no',
  ): ModelFault => new ModelFault(code, summary, { ...details, retryable, billed, next });
  if (status === 401 || status === 403) {
    return fault(
      'KAIZEN_MODEL_UNAUTHORIZED',
      `the key for ${model} was refused`,
      false,
      'check the key: kaizen models',
    );
  }
  if (status === 402 || (status === 429 && /insufficient_quota|billing/i.test(error.responseBody ?? ''))) {
    return fault(
      'KAIZEN_MODEL_QUOTA_EXHAUSTED',
      `the account for ${model} has no credit left`,
      false,
      'add credit, or use another model',
    );
  }
  if (status === 404) {
    return fault(
      'KAIZEN_MODEL_NOT_FOUND',
      `the provider has no model ${model}`,
      false,
      'check its name and the address: kaizen models',
    );
  }
  if (status === 429) {
    return fault(
      'KAIZEN_MODEL_RATE_LIMITED',
      `${model} wants fewer requests`,
      true,
      'nothing to do: it is tried again later',
    );
  }
  if (status === 408 || status === 504 || status === 524) {
    return fault(
      'KAIZEN_MODEL_TIMEOUT',
      `${model} did not reply in time`,
      true,
      'it is tried again, and counted as if it had been paid for',
      'unknown',
    );
  }
  if (status >= 500) {
    // Behind a proxy the model may have done its work all the same.
    const billed = status === 502 ? 'unknown' : 'no';
    return fault(
      'KAIZEN_MODEL_FAILED',
      `the server of ${model} failed`,
      true,
      'nothing to do: it is tried again later',
      billed,
    );
  }
  const isPassing = status === 409 || status === 425;
  return fault(
    'KAIZEN_MODEL_REQUEST_REFUSED',
    `${model} does not take this request`,
    isPassing,
    'read what the provider says; the prompt may be too long, or an option unknown to this model',
  );
}

function redirectFault(status: number, model: string): ModelFault {
  return new ModelFault('KAIZEN_MODEL_REQUEST_REFUSED', `the server of ${model} sends the request elsewhere`, {
    got: `HTTP ${status}`,
    next: 'give the final address: redirects are not followed, because the key would go along',
    retryable: false,
    billed: 'no',
  });
}

/** RFC 9110 §10.2.3: seconds, or a date, which counts from the server's own clock; `retry-after-ms` is OpenAI's. */
export function retryAfterMsOf(headers: Readonly<Record<string, string | undefined>>): number | null {
  const ms = Number(headers['retry-after-ms'] ?? Number.NaN);
  if (Number.isFinite(ms) && ms >= 0) return Math.round(ms);
  const text = headers['retry-after']?.trim();
  if (text === undefined || text === '') return null;
  if (/^\d+(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000);
  const until = Date.parse(text) - Date.parse(headers.date ?? '');
  return Number.isFinite(until) ? Math.max(0, until) : null;
}

function findFault(error: unknown): ModelFault | undefined {
  for (let depth = 0, at: unknown = error; depth < 5 && at instanceof Error; depth++, at = at.cause) {
    if (at instanceof ModelFault) return at;
  }
  return undefined;
}

/** The deepest cause says what happened; what wraps it says only that something did. */
function rootOf(error: unknown): string {
  let at = error;
  for (let depth = 0; depth < 5 && at instanceof Error && at.cause instanceof Error; depth++) at = at.cause;
  return messageOf(at);
}

function redacted(fault: ModelFault, redact: Redact): ModelFault {
  const data = fault.toData();
  const texts = (['summary', 'wanted', 'got', 'next'] as const).flatMap((name) => {
    const text = data[name];
    return text === undefined ? [] : [[name, cleanText(redact(text), KEPT_TEXT)] as const];
  });
  return ModelFault.from({ ...data, ...Object.fromEntries(texts) });
}
