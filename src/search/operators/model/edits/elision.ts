const COMMENT = /^(?:\/\/+|\/\*+|#+|--+|;+|%+|<!--)\s*(.*?)\s*(?:\*+\/|-->)?$/;
const ELISION =
  /^(?:\.{3,}|…)?\s*(?:\(?(?:the\s+)?(?:rest|remaining|remainder|existing|unchanged|same|previous|other)\b.{0,60}?)?(?:\.{3,}|…)\)?$|^(?:\.{3,}|…)\s*(?:the\s+)?(?:rest|remaining|remainder|existing|unchanged|same|previous|other)\b.{0,60}$/i;
const LONGEST = 120;

/**
 * A comment that stands for code that was left out, such as `// ... existing code ...` or `# rest unchanged …`: taken
 * literally it would delete that code. Comments that `original` has are meant as they stand. Null when there is none.
 */
export function findElision(lines: readonly string[], original: readonly string[]): string | null {
  const kept = new Set(original.map((line) => line.trim()));
  for (const line of lines) {
    const text = line.trim();
    if (text.length > LONGEST || kept.has(text)) continue;
    const comment = COMMENT.exec(text)?.[1];
    if (comment !== undefined && ELISION.test(comment)) return text;
  }
  return null;
}
