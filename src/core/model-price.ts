import type { TokenUsage } from './model.ts';

/** Micro-dollars (millionths of a US dollar) per million tokens, each ≥ 0. */
export interface TokenRates {
  readonly tokensIn: number;
  /** Input that the provider had in its cache. */
  readonly tokensCached: number;
  /** Output, reasoning included. */
  readonly tokensOut: number;
}

export interface ModelPrice extends TokenRates {
  /** What the whole call costs where its input has more than `above` tokens; ascending, and never cheaper. */
  readonly dearer?: readonly DearerRates[];
}

export interface DearerRates extends TokenRates {
  /** Tokens, cached ones included. */
  readonly above: number;
}

/**
 * What tokens of one call cost, in whole micro-dollars, rounded up, so that a ledger never shows less than the bill. An
 * unknown price (null) gives 0: whoever holds a budget in money has to refuse such models before.
 */
export function microUsdOf(
  { tokensIn, tokensCached, tokensOut }: Pick<TokenUsage, 'tokensIn' | 'tokensCached' | 'tokensOut'>,
  price: ModelPrice | null,
): number {
  if (price === null) return 0;
  const rates = ratesAt(price, tokensIn);
  const fresh = Math.max(0, tokensIn - tokensCached);
  const total = fresh * rates.tokensIn + tokensCached * rates.tokensCached + tokensOut * rates.tokensOut;
  return Math.ceil(total / 1_000_000);
}

/** The rates of a call with so many tokens of input. */
export function ratesAt(price: ModelPrice, tokensIn: number): TokenRates {
  return price.dearer?.findLast(({ above }) => tokensIn > above) ?? price;
}
