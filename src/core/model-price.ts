import type { TokenUsage } from './model.ts';

/** Micro-dollars (millionths of a US dollar) per million tokens, each ≥ 0. */
export interface ModelPrice {
  readonly tokensIn: number;
  /** Input that the provider had in its cache. */
  readonly tokensCached: number;
  /** Output, reasoning included. */
  readonly tokensOut: number;
}

/**
 * What tokens cost, in whole micro-dollars, rounded up, so that a ledger never shows less than the bill. An unknown price
 * (null) gives 0: whoever holds a budget in money has to refuse such models before.
 */
export function microUsdOf(
  { tokensIn, tokensCached, tokensOut }: Pick<TokenUsage, 'tokensIn' | 'tokensCached' | 'tokensOut'>,
  price: ModelPrice | null,
): number {
  if (price === null) return 0;
  const fresh = Math.max(0, tokensIn - tokensCached);
  const total = fresh * price.tokensIn + tokensCached * price.tokensCached + tokensOut * price.tokensOut;
  return Math.ceil(total / 1_000_000);
}
