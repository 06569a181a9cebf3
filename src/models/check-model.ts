import type { Clock } from '../base/clock.ts';
import type { ChatReply, ChatRequest } from '../core/model.ts';
import { microUsdOf } from '../core/model-price.ts';
import type { ModelProvider } from './contract.ts';
import type { PriceList } from './price-list.ts';

export interface ModelCheck {
  readonly model: string;
  readonly reply: ChatReply;
  /** Micro-dollars; null where the price is not known. */
  readonly microUsd: number | null;
  readonly latencyMs: number;
}

/** Room for a model that reasons before it says one word. */
const MAXIMUM_TOKENS_OUT = 2_000;

/** Makes one tiny call. Rejects with ModelFault. */
export async function checkModel(
  model: string,
  models: ModelProvider,
  prices: PriceList,
  clock: Clock,
  signal: AbortSignal,
): Promise<ModelCheck> {
  const request: ChatRequest = {
    model,
    messages: [{ role: 'user', content: 'Reply with the one word "ready".' }],
    maximumTokensOut: MAXIMUM_TOKENS_OUT,
  };
  const started = clock.monotonic();
  const reply = await models.chat(request, { signal, idempotencyKey: `check/${model}` });
  const latencyMs = Math.round(clock.monotonic() - started);
  const price = prices.priceOf(model);
  return { model, reply, latencyMs, microUsd: price === null ? null : microUsdOf(reply.usage, price) };
}
