import { Buffer } from 'node:buffer';

/** English and code take about four bytes for a token (OpenAI's rule of thumb); other scripts take more tokens a character, and more bytes. */
const BYTES_PER_TOKEN = 4;

/** Tokens of a text where nobody counted them: ⌈bytes of UTF-8 ÷ 4⌉. An estimate, to be marked as one. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text, 'utf8') / BYTES_PER_TOKEN);
}
