/** Number of single-character edits between two words (Levenshtein 1966), by the two-row dynamic programme. */
export function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const substitution = (previous[column - 1] as number) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[column] as number) + 1, (current[column - 1] as number) + 1));
    }
    previous = current;
  }
  return previous[right.length] as number;
}

/**
 * The words that a person who typed `word` may have meant, nearest first: at most a third of the letters differ, or one
 * contains the other. Case does not count.
 */
export function nearMatches(word: string, words: readonly string[]): string[] {
  const typed = word.toLowerCase();
  const near: { readonly word: string; readonly distance: number }[] = [];
  for (const known of words) {
    const lower = known.toLowerCase();
    const distance = editDistance(typed, lower);
    const isPart = typed.length >= 3 && (lower.includes(typed) || typed.includes(lower));
    if (isPart || distance * 3 <= Math.max(typed.length, lower.length)) near.push({ word: known, distance });
  }
  return near.sort((a, b) => a.distance - b.distance).map((match) => match.word);
}
