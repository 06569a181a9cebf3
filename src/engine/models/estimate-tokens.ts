/**
 * Bytes of a token, on the low side: prose has four to five, code about three, so that an estimate is hardly ever below
 * what a provider counts. Used for reserves only; what is settled comes from the provider.
 */
const BYTES_PER_TOKEN = 2.5;

/** An upper estimate of the tokens in a text. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);
}
