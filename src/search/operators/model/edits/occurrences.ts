/**
 * All places where `pattern` stands in `text`, overlapping ones included, at most `limit`. Texts are strings (read by
 * code units) or lists of lines. Knuth, Morris and Pratt (1977): linear, so that no reply can make the search slow.
 */
export function occurrences(pattern: ArrayLike<string>, text: ArrayLike<string>, limit = 10_000): number[] {
  const size = pattern.length;
  if (size === 0 || size > text.length) return [];
  const fallback = new Int32Array(size + 1);
  fallback[0] = -1;
  for (let index = 0, matched = -1; index < size; ) {
    while (matched >= 0 && pattern[index] !== pattern[matched]) matched = fallback[matched] as number;
    fallback[++index] = ++matched;
  }
  const found: number[] = [];
  for (let index = 0, matched = 0; index < text.length && found.length < limit; index++) {
    while (matched >= 0 && (matched === size || text[index] !== pattern[matched]))
      matched = fallback[matched] as number;
    matched += 1;
    if (matched === size) found.push(index - size + 1);
  }
  return found;
}
