/** What stands for a number that JSON lacks while the text is parsed. */
const MARK = '\u0000number:';
const TOKENS = /"(?:[^"\\]|\\.)*"|-?Infinity|NaN/g;

/**
 * JSON in which NaN, Infinity and -Infinity may stand where a number may: Python and others write them. Throws
 * SyntaxError like JSON.parse. A text that holds `NaN` only inside strings is parsed as it is.
 */
export function parseLooseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    if (!/NaN|Infinity/.test(text)) throw thrown;
  }
  const marked = text.replace(TOKENS, (token) => (token.startsWith('"') ? token : JSON.stringify(MARK + token)));
  return JSON.parse(marked, (_name, value: unknown) =>
    typeof value === 'string' && value.startsWith(MARK) ? Number(value.slice(MARK.length)) : value,
  );
}
