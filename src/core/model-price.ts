/** Micro-dollars (millionths of a US dollar) per million tokens, each ≥ 0. */
export interface ModelPrice {
  readonly tokensIn: number;
  /** Input that the provider had in its cache. */
  readonly tokensCached: number;
  /** Output, reasoning included. */
  readonly tokensOut: number;
}
