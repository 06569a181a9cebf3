import { Buffer } from 'node:buffer';
import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { messageOf } from '../base/errors.ts';
import { ModelFault } from '../core/model-fault.ts';
import type { Environment } from './environment.ts';

/** More than the largest context as JSON; a server that sends more is broken or hostile. */
const MAX_REPLY_BYTES = 64 * 2 ** 20;

/**
 * How long a connection without a request is kept. Many servers end theirs after five seconds, some after two. Whether they
 * had read a request that crosses that end, nobody knows, so it counts as billed: it is better never to send one.
 */
const IDLE_MS = 1_500;

export interface TransportOptions {
  readonly maxReplyBytes?: number;
  readonly idleMs?: number;
}

export interface Transport {
  readonly fetch: typeof fetch;
  /** Ends idle connections, which would keep the process alive for a while. */
  close(): void;
}

/**
 * HTTP for model calls, with the signature of `fetch`. Node's own gives up when a reply's head takes longer than five
 * minutes, which long reasoning does; it follows redirects, which would carry a key elsewhere; it bounds no reply; and it
 * does not tell a request that never left (not billed) from a reply that was lost (perhaps billed). Rejects with
 * ModelFault. Proxies are taken from HTTP_PROXY, HTTPS_PROXY and NO_PROXY, where Node can do that (from 24.5).
 */
export function createTransport(
  environment: Environment,
  { maxReplyBytes = MAX_REPLY_BYTES, idleMs = IDLE_MS }: TransportOptions = {},
): Transport {
  // An agent's `timeout` ends idle connections only; a request in flight may take as long as it likes.
  const options = { keepAlive: true, timeout: idleMs, maxSockets: Number.POSITIVE_INFINITY, proxyEnv: environment };
  const agents = { 'http:': new HttpAgent(options), 'https:': new HttpsAgent(options) };
  return {
    fetch: (input, init = {}) =>
      send(agents, new URL(input instanceof Request ? input.url : input), init, maxReplyBytes),
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

async function send(
  agents: { readonly 'http:': HttpAgent; readonly 'https:': HttpsAgent },
  url: URL,
  init: RequestInit,
  maxReplyBytes: number,
): Promise<Response> {
  const { body, signal } = init;
  if (body !== undefined && body !== null && typeof body !== 'string' && !(body instanceof Uint8Array)) {
    throw new TypeError('a request to a model is text');
  }
  const headers = new Headers(init.headers);
  headers.set('accept-encoding', 'identity');
  const payload = Buffer.from(body ?? '');
  if (payload.length > 0) headers.set('content-length', String(payload.length));
  signal?.throwIfAborted();
  const settings = { method: init.method ?? 'GET', headers: Object.fromEntries(headers) };
  const request =
    url.protocol === 'https:'
      ? httpsRequest(url, { ...settings, agent: agents['https:'] })
      : httpRequest(url, { ...settings, agent: agents['http:'] });
  const abort = (): void => void request.destroy();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    const response = await responseOf(request, payload, url);
    const reply = await bodyOf(response, maxReplyBytes, url);
    const status = response.statusCode ?? 0;
    const isBodiless = status === 204 || status === 205 || status === 304;
    return new Response(isBodiless ? null : reply, { status, headers: headersOf(response) });
  } catch (error) {
    // Whoever ended the call knows why.
    if (signal?.aborted) throw signal.reason;
    throw error;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

function responseOf(request: ClientRequest, payload: Buffer, url: URL): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    let isConnected = false;
    request.once('socket', (socket) => {
      const connected = (): void => {
        isConnected = true;
      };
      if (socket.connecting) socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', connected);
      else connected();
    });
    request.once('response', resolve);
    request.on('error', (error) =>
      reject(isConnected ? lost(url, messageOf(error)) : unreachable(url, reasonOf(error))),
    );
    request.end(payload);
  });
}

async function bodyOf(response: IncomingMessage, maxReplyBytes: number, url: URL): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxReplyBytes) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw lost(url, messageOf(error));
  }
  if (bytes > maxReplyBytes) {
    throw new ModelFault('KAIZEN_MODEL_REPLY_TOO_LARGE', `${url.host} sent more than ${maxReplyBytes} bytes`, {
      wanted: `a reply of at most ${maxReplyBytes} bytes`,
      next: 'check that the URL is that of a model server',
      retryable: false,
      billed: 'unknown',
    });
  }
  return Uint8Array.from(Buffer.concat(chunks));
}

function headersOf(response: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(response.headers)) {
    if (name === 'set-cookie' || value === undefined) continue;
    headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

/** Where several addresses were tried, the first reason stands for all. */
function reasonOf(error: Error): string {
  return error instanceof AggregateError ? messageOf(error.errors[0]) : messageOf(error);
}

function unreachable(url: URL, reason: string): ModelFault {
  const isLocal = /^(localhost|127\.|\[::1\])/.test(url.hostname);
  return new ModelFault('KAIZEN_MODEL_UNREACHABLE', `no connection to ${url.host}: ${reason}`, {
    wanted: `a model server at ${url.origin}`,
    got: reason,
    next: isLocal ? 'start the server, or check the port' : 'check the network, the URL and HTTPS_PROXY',
    retryable: true,
    billed: 'no',
  });
}

function lost(url: URL, reason: string): ModelFault {
  return new ModelFault(
    'KAIZEN_MODEL_DISCONNECTED',
    `the connection to ${url.host} ended before its reply: ${reason}`,
    {
      got: reason,
      next: 'nothing to do: it is tried again, and counted as if it had been paid for',
      retryable: true,
      billed: 'unknown',
    },
  );
}
