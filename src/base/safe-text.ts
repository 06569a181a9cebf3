/**
 * Characters that nobody sees, or that change how the text around them is shown: controls, and with them every terminal
 * sequence; formats, such as those that turn the direction of writing; private ones; separators of lines; halves of pairs.
 */
export const HIDDEN_CHARACTERS = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Text from a candidate, a task or a model made safe for a terminal or a page: what is hidden in it becomes visible, such as
 * `\u{1b}`. Newlines and tabs stay. What is escaped in HTML besides: `escapeHtml`.
 */
export function safeText(text: string): string {
  return text.replace(HIDDEN_CHARACTERS, (character) =>
    character === '\n' || character === '\t' ? character : visible(character),
  );
}

/** The same as one line: a cell of a table, a name in a sentence. */
export function safeLine(text: string): string {
  return text.replace(HIDDEN_CHARACTERS, (character) => (character === '\t' ? ' ' : visible(character)));
}

/**
 * JSON of a value in which nothing is hidden: whatever `JSON.stringify` would write as it is becomes an escape of JSON. It
 * reads back as the same value.
 */
export function safeJson(value: unknown, indent?: number): string {
  // Outside of texts JSON holds none of these characters but the newlines of its layout.
  return (JSON.stringify(value, undefined, indent) ?? 'null').replace(HIDDEN_CHARACTERS, (character) =>
    character === '\n' ? character : [...Array(character.length).keys()].map((at) => unit(character, at)).join(''),
  );
}

function visible(character: string): string {
  return `\\u{${(character.codePointAt(0) as number).toString(16)}}`;
}

function unit(character: string, at: number): string {
  return `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
}
