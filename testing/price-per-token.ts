import type { ModelPrice } from '../src/core/model-price.ts';

/** A price in micro-dollars for each token in, cached or not, and for each token out: bills are whole numbers. */
export function pricePerToken(tokenIn: number, tokenOut: number = tokenIn): ModelPrice {
  const rateIn = tokenIn * 1_000_000;
  return { tokensIn: rateIn, tokensCached: rateIn, tokensOut: tokenOut * 1_000_000 };
}

export const FREE = pricePerToken(0);
