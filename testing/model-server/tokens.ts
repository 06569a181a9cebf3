const CHARACTERS_PER_TOKEN = 4;

/** Tokens of a text, at four characters each: what the server bills unless its script says otherwise. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}

/** The longest beginning that has so many tokens; never half of a pair of surrogates. */
export function firstTokens(text: string, tokens: number): string {
  return cutBefore(text, tokens * CHARACTERS_PER_TOKEN);
}

/** The first characters of a text, one fewer where the cut would fall into a pair of surrogates. */
export function cutBefore(text: string, length: number): string {
  if (length >= text.length) return text;
  const code = text.charCodeAt(length);
  return text.slice(0, code >= 0xdc00 && code <= 0xdfff && length > 0 ? length - 1 : length);
}
