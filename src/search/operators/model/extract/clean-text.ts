/** Terminal sequences: with parameters (CSI), with a text (OSC, DCS and the like), and those of two characters. */
const TERMINAL_SEQUENCE =
  /(?:\u{1b}\[|\u{9b})[0-?]{0,64}[ -/]{0,16}[@-~]|(?:\u{1b}[\]PX^_]|[\u{90}\u{98}\u{9d}-\u{9f}])[^\u{7}\u{1b}\u{9c}\n]{0,1000}(?:\u{7}|\u{1b}\\|\u{9c})?|\u{1b}[ -~]/gu;
/** Half of a surrogate pair: not text. */
const HALF_PAIR = /\p{Cs}/gu;
/** Characters that reorder or hide text: bidirectional controls, zero widths, tags. */
const HIDDEN = /[\u{200b}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2060}-\u{2069}\u{feff}\u{e0000}-\u{e007f}]/gu;

/** One line that is safe in a terminal, a table and a prompt, at most `limit` characters. */
export function cleanLine(text: string, limit: number): string {
  const short = text.slice(0, 8 * limit + 1_000);
  const cleaned = withoutControls(short, '').replace(/\s+/gu, ' ').trim();
  return bounded(cleaned, limit);
}

/** Several lines that are safe in the same way; tabs and line feeds stay. */
export function cleanBlock(text: string, limit: number): string {
  const short = text.slice(0, 8 * limit + 1_000);
  return bounded(withoutControls(short.replace(/\r\n?/g, '\n'), '').trim(), limit);
}

/** Code as it is shown: as `cleanBlock`, but each dropped character leaves a sign, and nothing is cut off. */
export function cleanCode(code: string): string {
  return withoutControls(code.replace(/\r\n/g, '\n'), '\u{fffd}', false);
}

function withoutControls(text: string, sign: string, dropsSequences = true): string {
  return (dropsSequences ? text.replace(TERMINAL_SEQUENCE, sign) : text)
    .replace(/\p{Cc}/gu, (character) => (character === '\n' || character === '\t' ? character : sign))
    .replace(HIDDEN, sign)
    .replace(HALF_PAIR, '\u{fffd}');
}

function bounded(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, Math.max(0, limit - 1));
  // Not in the middle of a surrogate pair.
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
