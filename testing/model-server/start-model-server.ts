import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../src/base/clock.ts';
import { type CompleteReply, completeReply } from './complete-reply.ts';
import { Ledger } from './ledger.ts';
import { ledgerFile } from './ledger-file.ts';
import { BadRequest, readRequest } from './read-request.ts';
import type { ModelRequest, ModelScript } from './script.ts';
import { sendJson, sendReply } from './send-reply.ts';
import { errorBody, modelList } from './wire-format.ts';

export interface ModelServerOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Decides the replies; what it leaves open is drawn from the content of the request. */
  readonly script?: ModelScript;
  /** Default 0. */
  readonly seed?: number;
  /** Models that exist; any other is answered by 404. Default: any name is served, and `fake-model` is listed. */
  readonly models?: readonly string[];
  /** When set, requests need it as a bearer token. It is not kept in the ledger. */
  readonly apiKey?: string;
  /** A file for the ledger, JSON lines, appended to. */
  readonly ledgerFile?: string;
  /** More requests in flight than this are refused with 429 and `retry-after: 1`. Default: any number. */
  readonly mostInFlight?: number;
  /** An idempotency key that was answered before gets the same answer again, not billed. Default: no, as most providers. */
  readonly honoursIdempotencyKeys?: boolean;
}

export interface ModelServer {
  /** Base URL of the interface, such as `http://127.0.0.1:40123/v1`. */
  readonly url: string;
  readonly port: number;
  readonly ledger: Ledger;
  /** Cuts every connection and frees the port. */
  close(): Promise<void>;
}

/**
 * Starts a server on 127.0.0.1 that speaks as OpenAI's chat completions, embeddings and list of models do. It is the
 * provider at the other end of the wire for tests: nothing in the client is replaced.
 */
export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const ledger = new Ledger(options.ledgerFile === undefined ? undefined : ledgerFile(options.ledgerFile));
  const service = new ModelService(ledger, options);
  const server = createServer((request, response) => void service.handle(request, response));
  // Replies may take as long as a script says.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: options.port ?? 0, host: '127.0.0.1', backlog: 1024 }, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    port,
    ledger,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Requests of a wrong form (no JSON, no model, no key) are refused before they reach the ledger: nobody bills them. */
class ModelService {
  readonly #ledger: Ledger;
  readonly #options: ModelServerOptions;
  readonly #counts = new Map<string, number>();
  readonly #answered = new Map<string, CompleteReply>();
  #requests = 0;

  constructor(ledger: Ledger, options: ModelServerOptions) {
    this.#ledger = ledger;
    this.#options = options;
  }

  async handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#route(incoming, response);
    } catch (error) {
      if (response.destroyed) return;
      const status = error instanceof BadRequest ? error.status : 500;
      // An error of a script is the test's to see, in the reply that its client gets.
      sendJson(response, status, errorBody(status, error instanceof Error ? error.message : String(error)));
    }
  }

  async #route(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { apiKey, models = ['fake-model'] } = this.#options;
    const path = (incoming.url ?? '').split('?')[0];
    if (apiKey !== undefined && incoming.headers.authorization !== `Bearer ${apiKey}`) {
      incoming.resume();
      throw new BadRequest(401, 'incorrect API key provided');
    }
    if (incoming.method === 'GET' && path === '/v1/models') return sendJson(response, 200, modelList(models));
    const raw = await readBody(incoming);
    if (incoming.method === 'POST' && path === '/v1/chat/completions') {
      return this.#answer('chat', raw, incoming, response);
    }
    if (incoming.method === 'POST' && path === '/v1/embeddings') {
      return this.#answer('embeddings', raw, incoming, response);
    }
    throw new BadRequest(404, `there is no ${incoming.method} ${path} here`);
  }

  async #answer(
    endpoint: ModelRequest['endpoint'],
    raw: string,
    incoming: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { models, seed = 0 } = this.#options;
    const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
    const request = readRequest(endpoint, raw, headers, {
      seed,
      count: (model, hash) => ({
        call: this.#count('call'),
        callOfModel: this.#count(`model/${model}`),
        attempt: this.#count(`hash/${hash}`),
      }),
    });
    if (models !== undefined && !models.includes(request.model)) {
      throw new BadRequest(404, `the model ${request.model} does not exist`);
    }
    const { reply, isRepeated } = this.#decide(request);
    const number = ++this.#requests;
    const now = systemClock.now();
    const gone = new AbortController();
    let isWhole = false;
    response.once('finish', () => {
      isWhole = true;
    });
    response.once('close', () => {
      this.#ledger.end(number, isWhole);
      gone.abort();
    });
    this.#ledger.receive({
      number,
      receivedAtMs: now,
      endpoint,
      model: request.model,
      hash: request.hash,
      attempt: request.attempt,
      idempotencyKey: headers['idempotency-key'] ?? null,
      isStream: request.body.stream === true,
      status: reply.fault?.kind === 'status' ? reply.fault.status : 200,
      fault: isRepeated ? 'repeated' : (reply.fault?.kind ?? null),
      isBilled: reply.isBilled,
      isDelivered: null,
      ...reply.usage,
    });
    await sendReply(response, request, reply, now, gone.signal).catch((error: unknown) => {
      if (!gone.signal.aborted) throw error;
    });
  }

  #decide(request: ModelRequest): { reply: CompleteReply; isRepeated: boolean } {
    const {
      script = () => undefined,
      mostInFlight = Number.POSITIVE_INFINITY,
      honoursIdempotencyKeys = false,
    } = this.#options;
    const key = honoursIdempotencyKeys ? request.headers['idempotency-key'] : undefined;
    const known = key === undefined ? undefined : this.#answered.get(key);
    if (known !== undefined) return { reply: { ...known, isBilled: false }, isRepeated: true };
    if (this.#ledger.inFlight >= mostInFlight) {
      const fault = { kind: 'status', status: 429, retryAfterSeconds: 1 } as const;
      return { reply: completeReply(request, { fault }), isRepeated: false };
    }
    const reply = completeReply(request, script(request) ?? {});
    // Under the same key the answer comes again without its fault: the work was done, only its way back failed.
    if (key !== undefined && reply.isBilled) {
      const { fault: _, latencyMs: __, ...sound } = reply;
      this.#answered.set(key, sound);
    }
    return { reply, isRepeated: false };
  }

  #count(name: string): number {
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    return count;
  }
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
