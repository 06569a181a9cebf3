/** Providers that a model string may begin with, as `<provider>/<model>`. */
export const PROVIDER_NAMES = [
  'openai',
  'anthropic',
  'google',
  'azure',
  'bedrock',
  'mistral',
  'deepseek',
  'openrouter',
  'gateway',
  'ollama',
  'vllm',
  'llamacpp',
  'lmstudio',
] as const;

export type ProviderName = (typeof PROVIDER_NAMES)[number];
