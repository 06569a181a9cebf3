import { sha256 } from '../base/hash.ts';
import type { ChatReply, EmbeddingReply } from '../core/model.ts';
import { ModelFault } from '../core/model-fault.ts';
import type { HttpCallOptions } from './ai-sdk-call.ts';
import { callCommand } from './command-model.ts';
import type { CallOptions, ModelProvider } from './contract.ts';
import { currentEnvironment, type Environment, variable } from './environment.ts';
import { type ModelAddress, parseModelString } from './model-string.ts';
import { loadCompatible, missingVariables, PROVIDERS, type ProviderModels } from './provider-table.ts';
import { createRedact } from './redact.ts';
import { createTransport } from './transport.ts';

export interface ModelsOptions {
  /** Where keys and addresses come from; the process's environment by default. */
  readonly environment?: Environment;
  /** The longest that one attempt may take, milliseconds; 20 minutes by default, because reasoning takes long. */
  readonly timeoutMs?: number;
  /**
   * What makes the names of calls unique over all runs, such as a run's id. When it is given, every request carries an
   * idempotency key made of both; without it none, because two runs that ask the same must not share a reply.
   */
  readonly idempotencyScope?: string;
}

export interface Models extends ModelProvider {
  /** Ends idle connections. Calls after it open new ones. */
  close(): void;
}

const TIMEOUT_MS = 20 * 60_000;

/** Reaches every model that a model string can name. Providers are loaded when they are first asked. */
export function createModels(options: ModelsOptions = {}): Models {
  const { environment = currentEnvironment(), timeoutMs = TIMEOUT_MS, idempotencyScope } = options;
  const transport = createTransport(environment);
  const redact = createRedact(environment);
  const loaded = new Map<string, Promise<ProviderModels>>();
  const made = new Map<string, unknown>();
  // Loaded with the first call, as the providers are.
  const sdk = once(() => import('./ai-sdk-call.ts'));
  const faults = once(() => import('./fault-of.ts'));

  /** Made once for each model string: the AI SDK builds its schemas anew for every model that it makes. */
  const madeOnce = <Model>(name: string, make: () => Model): Model => {
    const known = made.get(name) as Model | undefined;
    if (known !== undefined) return known;
    const model = make();
    made.set(name, model);
    return model;
  };

  const load = (address: Exclude<ModelAddress, { kind: 'command' }>): Promise<ProviderModels> => {
    const name = address.kind === 'url' ? address.url : address.provider;
    let models = loaded.get(name);
    if (models === undefined) {
      models =
        address.kind === 'url'
          ? loadCompatible(
              'compatible',
              address.url,
              variable(environment, 'OPENAI_COMPATIBLE_API_KEY'),
              transport.fetch,
            )
          : PROVIDERS[address.provider].load(environment, transport.fetch);
      loaded.set(name, models);
    }
    return models;
  };

  /** One attempt with its time limit; whatever goes wrong becomes a ModelFault without keys. */
  const attempt = async <T>(model: string, call: CallOptions, work: (call: CallOptions) => Promise<T>): Promise<T> => {
    const signal = AbortSignal.any([call.signal, AbortSignal.timeout(timeoutMs)]);
    const { faultOf } = await faults();
    try {
      return await work({ ...call, signal });
    } catch (error) {
      throw faultOf(error, model, signal, redact);
    }
  };

  const http = ({ signal, idempotencyKey }: CallOptions): HttpCallOptions => {
    if (idempotencyScope === undefined) return { signal, headers: {} };
    return { signal, headers: { 'idempotency-key': `kaizen-${sha256(`${idempotencyScope}\n${idempotencyKey}`)}` } };
  };

  return {
    chat: (request, call): Promise<ChatReply> =>
      attempt(request.model, call, async (limited) => {
        const address = parseModelString(request.model);
        if (address.kind === 'command') return callCommand(address, request, limited, environment);
        requireCredentials(address, environment);
        const { callChat } = await sdk();
        const models = await load(address);
        const model = madeOnce(`chat ${request.model}`, () => models.chat(address.model));
        return callChat(model, request, http(limited));
      }),
    embed: (request, call): Promise<EmbeddingReply> =>
      attempt(request.model, call, async (limited) => {
        const address = parseModelString(request.model);
        if (address.kind === 'command') throw noEmbeddings(request.model);
        requireCredentials(address, environment);
        const { callEmbedding } = await sdk();
        const models = await load(address);
        const model = madeOnce(`embed ${request.model}`, () => models.embed?.(address.model));
        if (model === undefined) throw noEmbeddings(request.model);
        return callEmbedding(model, request, http(limited));
      }),
    close: () => transport.close(),
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

function requireCredentials(address: ModelAddress, environment: Environment): void {
  if (address.kind !== 'provider') return;
  const missing = missingVariables(address.provider, environment);
  if (missing.length === 0) return;
  throw new ModelFault(
    'KAIZEN_MODEL_KEY_MISSING',
    `${PROVIDERS[address.provider].title} needs ${missing.join(' and ')}`,
    {
      wanted: `environment variables ${PROVIDERS[address.provider].credentials.map((set) => set.join(' and ')).join(', or ')}`,
      next: `export ${missing[0]}=…, or use a model that needs no key, such as ollama/<model> or command:<program>`,
      retryable: false,
      billed: 'no',
    },
  );
}

function noEmbeddings(model: string): ModelFault {
  return new ModelFault('KAIZEN_MODEL_NO_EMBEDDINGS', `${model} makes no embeddings`, {
    next: 'name an embedding model of openai, google, mistral, ollama …, or use the built-in similarity, which needs none',
    retryable: false,
    billed: 'no',
  });
}
