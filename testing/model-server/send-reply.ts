import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CompleteReply } from './complete-reply.ts';
import type { ModelRequest } from './script.ts';
import { chatCompletion, chatCompletionEvents, embeddingList, errorBody } from './wire-format.ts';

const HTML = '<!doctype html><title>Gateway</title><h1>The service is being upgraded</h1>\n';

/**
 * Sends a reply, with the fault that its script asked for. `nowMs` is the time of the server. Resolves when nothing more
 * will be written; `gone` aborts the waiting when the client has left or the server closes.
 */
export async function sendReply(
  response: ServerResponse,
  request: ModelRequest,
  reply: CompleteReply,
  nowMs: number,
  gone: AbortSignal,
): Promise<void> {
  const { fault, latencyMs = 0 } = reply;
  await reply.until;
  if (latencyMs > 0) await sleep(latencyMs, undefined, { signal: gone });
  if (fault?.kind === 'never-answered') return;
  if (fault?.kind === 'status') {
    const retryAfter = retryAfterHeader(fault, nowMs + latencyMs);
    if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
    const { status } = fault;
    sendJson(response, status, errorBody(status, fault.message ?? `scripted fault: status ${status}`));
  } else if (fault?.kind === 'content-type') {
    response.writeHead(200, { 'content-type': fault.contentType ?? 'text/html; charset=utf-8' });
    response.end(fault.body ?? HTML);
  } else if (request.endpoint === 'chat' && request.body.stream === true) {
    const events = damage(chatCompletionEvents(request, reply, Math.floor(nowMs / 1000)), reply);
    await sendPieces(response, 'text/event-stream; charset=utf-8', events, reply, gone);
  } else {
    const body =
      request.endpoint === 'chat'
        ? chatCompletion(request, reply, Math.floor(nowMs / 1000))
        : embeddingList(request, reply);
    await sendPieces(response, 'application/json', damage([JSON.stringify(body)], reply), reply, gone);
  }
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function damage(pieces: string[], { fault }: CompleteReply): string[] {
  if (fault?.kind === 'duplicated') return [...pieces, ...pieces];
  if (fault?.kind !== 'dropped' && fault?.kind !== 'truncated') return pieces;
  const whole = pieces.join('');
  return [whole.slice(0, Math.floor(whole.length * (fault.share ?? 0.5)))];
}

async function sendPieces(
  response: ServerResponse,
  contentType: string,
  pieces: readonly string[],
  { fault, chunkDelayMs = 0 }: CompleteReply,
  gone: AbortSignal,
): Promise<void> {
  if (fault?.kind === 'dropped' && pieces.join('') === '') {
    response.destroy();
    return;
  }
  // With its length a plain reply goes out in one packet; a cut stream has none to be missed.
  response.writeHead(200, { 'content-type': contentType });
  if (chunkDelayMs > 0) {
    for (const piece of pieces) {
      response.write(piece);
      await sleep(chunkDelayMs, undefined, { signal: gone });
    }
  } else if (fault?.kind === 'dropped') {
    // Destroying the response drops what is not written yet, and the part that did come is the point here.
    await new Promise<void>((resolve) => response.write(pieces.join(''), () => resolve()));
  }
  if (fault?.kind === 'dropped') response.destroy();
  else response.end(chunkDelayMs > 0 ? undefined : pieces.join(''));
}

function retryAfterHeader(
  fault: { readonly retryAfterSeconds?: number; readonly retryAfterAs?: 'seconds' | 'date' },
  nowMs: number,
): string | undefined {
  const { retryAfterSeconds: seconds, retryAfterAs = 'seconds' } = fault;
  if (seconds === undefined) return undefined;
  return retryAfterAs === 'seconds' ? String(seconds) : new Date(nowMs + seconds * 1000).toUTCString();
}
