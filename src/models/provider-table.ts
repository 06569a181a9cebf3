import type { EmbeddingModelV4, LanguageModelV4 } from '@ai-sdk/provider';
import { type Environment, variable } from './environment.ts';
import type { ProviderName } from './provider-names.ts';

/** What the AI SDK offers of one provider: models by name. */
export interface ProviderModels {
  chat(model: string): LanguageModelV4;
  embed?(model: string): EmbeddingModelV4;
}

export interface ProviderDescription {
  readonly title: string;
  /** Sets of environment variables, any one of which suffices; empty where none is needed. */
  readonly credentials: readonly (readonly string[])[];
  /** Variable that overrides the address. */
  readonly urlVariable: string;
  /** Address where it is on this machine by default. */
  readonly localUrl?: string;
  /** Loaded when it is first used, so that the command line starts without any provider. */
  load(environment: Environment, fetch: typeof globalThis.fetch): Promise<ProviderModels>;
}

type Fetch = typeof globalThis.fetch;

/** Members that are undefined left out: the AI SDK would take them for a setting. */
function given<T extends object>(settings: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as T;
}

function keyed(
  environment: Environment,
  fetch: Fetch,
  key: string | undefined,
  urlVariable: string,
): { apiKey: string; baseURL: string; fetch: Fetch } {
  return given({ apiKey: key, baseURL: variable(environment, urlVariable), fetch });
}

/** Any server that speaks OpenAI's chat completions and embeddings. */
export async function loadCompatible(
  name: string,
  url: string,
  key: string | undefined,
  fetch: Fetch,
): Promise<ProviderModels> {
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
  const provider = createOpenAICompatible({
    name,
    baseURL: url,
    fetch,
    supportsStructuredOutputs: true,
    includeUsage: true,
    ...(key !== undefined && { apiKey: key }),
  });
  return { chat: (model) => provider.chatModel(model), embed: (model) => provider.embeddingModel(model) };
}

function local(title: string, urlVariable: string, localUrl: string): ProviderDescription {
  return {
    title,
    credentials: [],
    urlVariable,
    localUrl,
    load: (environment, fetch) =>
      loadCompatible(
        title,
        variable(environment, urlVariable) ?? localUrl,
        variable(environment, 'OPENAI_COMPATIBLE_API_KEY'),
        fetch,
      ),
  };
}

export const PROVIDERS: Readonly<Record<ProviderName, ProviderDescription>> = {
  openai: {
    title: 'OpenAI',
    credentials: [['OPENAI_API_KEY']],
    urlVariable: 'OPENAI_BASE_URL',
    async load(environment, fetch) {
      const { createOpenAI } = await import('@ai-sdk/openai');
      const provider = createOpenAI(
        keyed(environment, fetch, variable(environment, 'OPENAI_API_KEY'), this.urlVariable),
      );
      return { chat: (model) => provider.responses(model), embed: (model) => provider.embeddingModel(model) };
    },
  },
  anthropic: {
    title: 'Anthropic',
    credentials: [['ANTHROPIC_API_KEY']],
    urlVariable: 'ANTHROPIC_BASE_URL',
    async load(environment, fetch) {
      const { createAnthropic } = await import('@ai-sdk/anthropic');
      const key = variable(environment, 'ANTHROPIC_API_KEY');
      const provider = createAnthropic(keyed(environment, fetch, key, this.urlVariable));
      return { chat: (model) => provider.languageModel(model) };
    },
  },
  google: {
    title: 'Google Gemini',
    credentials: [['GOOGLE_GENERATIVE_AI_API_KEY'], ['GEMINI_API_KEY']],
    urlVariable: 'GOOGLE_BASE_URL',
    async load(environment, fetch) {
      const { createGoogle } = await import('@ai-sdk/google');
      const key = variable(environment, 'GOOGLE_GENERATIVE_AI_API_KEY') ?? variable(environment, 'GEMINI_API_KEY');
      const provider = createGoogle(keyed(environment, fetch, key, this.urlVariable));
      return { chat: (model) => provider.languageModel(model), embed: (model) => provider.embeddingModel(model) };
    },
  },
  azure: {
    title: 'Azure OpenAI (the model is the name of the deployment)',
    credentials: [
      ['AZURE_API_KEY', 'AZURE_RESOURCE_NAME'],
      ['AZURE_API_KEY', 'AZURE_BASE_URL'],
    ],
    urlVariable: 'AZURE_BASE_URL',
    async load(environment, fetch) {
      const { createAzure } = await import('@ai-sdk/azure');
      const provider = createAzure({
        ...keyed(environment, fetch, variable(environment, 'AZURE_API_KEY'), this.urlVariable),
        ...given({
          resourceName: variable(environment, 'AZURE_RESOURCE_NAME'),
          apiVersion: variable(environment, 'AZURE_API_VERSION'),
        }),
      });
      return { chat: (model) => provider.responses(model), embed: (model) => provider.embeddingModel(model) };
    },
  },
  bedrock: {
    title: 'Amazon Bedrock',
    credentials: [
      ['AWS_BEARER_TOKEN_BEDROCK', 'AWS_REGION'],
      ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION'],
    ],
    urlVariable: 'AWS_ENDPOINT_URL_BEDROCK_RUNTIME',
    async load(environment, fetch) {
      const { createAmazonBedrock } = await import('@ai-sdk/amazon-bedrock');
      const bearer = variable(environment, 'AWS_BEARER_TOKEN_BEDROCK');
      const provider = createAmazonBedrock({
        fetch,
        // The empty text keeps the library from reading a bearer token elsewhere.
        apiKey: bearer ?? '',
        ...given({
          region: variable(environment, 'AWS_REGION'),
          accessKeyId: variable(environment, 'AWS_ACCESS_KEY_ID'),
          secretAccessKey: variable(environment, 'AWS_SECRET_ACCESS_KEY'),
          sessionToken: variable(environment, 'AWS_SESSION_TOKEN'),
          baseURL: variable(environment, this.urlVariable),
        }),
      });
      return { chat: (model) => provider.languageModel(model), embed: (model) => provider.embeddingModel(model) };
    },
  },
  mistral: {
    title: 'Mistral',
    credentials: [['MISTRAL_API_KEY']],
    urlVariable: 'MISTRAL_BASE_URL',
    async load(environment, fetch) {
      const { createMistral } = await import('@ai-sdk/mistral');
      const key = variable(environment, 'MISTRAL_API_KEY');
      const provider = createMistral(keyed(environment, fetch, key, this.urlVariable));
      return { chat: (model) => provider.languageModel(model), embed: (model) => provider.embeddingModel(model) };
    },
  },
  deepseek: {
    title: 'DeepSeek',
    credentials: [['DEEPSEEK_API_KEY']],
    urlVariable: 'DEEPSEEK_BASE_URL',
    async load(environment, fetch) {
      const { createDeepSeek } = await import('@ai-sdk/deepseek');
      const key = variable(environment, 'DEEPSEEK_API_KEY');
      const provider = createDeepSeek(keyed(environment, fetch, key, this.urlVariable));
      return { chat: (model) => provider.chat(model) };
    },
  },
  openrouter: {
    title: 'OpenRouter',
    credentials: [['OPENROUTER_API_KEY']],
    urlVariable: 'OPENROUTER_BASE_URL',
    load: (environment, fetch) =>
      loadCompatible(
        'openrouter',
        variable(environment, 'OPENROUTER_BASE_URL') ?? 'https://openrouter.ai/api/v1',
        variable(environment, 'OPENROUTER_API_KEY'),
        fetch,
      ),
  },
  gateway: {
    title: 'Vercel AI Gateway',
    credentials: [['AI_GATEWAY_API_KEY']],
    urlVariable: 'AI_GATEWAY_BASE_URL',
    async load(environment, fetch) {
      const { createGateway } = await import('@ai-sdk/gateway');
      const key = variable(environment, 'AI_GATEWAY_API_KEY');
      const provider = createGateway(keyed(environment, fetch, key, this.urlVariable));
      return { chat: (model) => provider.languageModel(model), embed: (model) => provider.embeddingModel(model) };
    },
  },
  ollama: local('Ollama', 'OLLAMA_BASE_URL', 'http://127.0.0.1:11434/v1'),
  vllm: local('vLLM', 'VLLM_BASE_URL', 'http://127.0.0.1:8000/v1'),
  llamacpp: local('llama.cpp', 'LLAMACPP_BASE_URL', 'http://127.0.0.1:8080/v1'),
  lmstudio: local('LM Studio', 'LMSTUDIO_BASE_URL', 'http://127.0.0.1:1234/v1'),
};

/** Variables that are missing for the nearest set of credentials; empty when the provider can be used. */
export function missingVariables(provider: ProviderName, environment: Environment): readonly string[] {
  const sets = PROVIDERS[provider].credentials.map((names) =>
    names.filter((name) => variable(environment, name) === undefined),
  );
  return sets.reduce((least, missing) => (missing.length < least.length ? missing : least), sets[0] ?? []);
}
