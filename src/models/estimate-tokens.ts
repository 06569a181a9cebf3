import { Buffer } from 'node:buffer';

/**
 * Bytes of a token, on the low side: prose has four to five, code about three, so that an estimate is hardly ever below
 * what a provider would count.
 */
const BYTES_PER_TOKEN = 2.5;

/** Tokens of a text where nobody counted them: ⌈bytes of UTF-8 ÷ 2.5⌉. An estimate, to be marked as one. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text, 'utf8') / BYTES_PER_TOKEN);
}
