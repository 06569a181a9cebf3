import { randomUUID } from 'node:crypto';
import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Begins a colour of ours. Nobody else knows it, so no text of a candidate or a model can hold one. */
const MARK = `\u0001${randomUUID()}`;
const MARKED = new RegExp(`(${MARK}[^m]*m)`);

/**
 * A text in a colour, where the stream is a terminal that wants some (NO_COLOR and FORCE_COLOR are respected). What it
 * returns is for `table` and `writeScreen`: only they turn marks into terminal sequences.
 */
export function paint(style: Style, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  const [on = '', off = ''] = styleText(style, '|', { stream }).split('|');
  return on === '' ? text : `${marked(on)}${text}${marked(off)}`;
}

/** The parts of a painted text, each cleaned, and what takes the place of the marks between them. */
export function repaint(text: string, clean: (part: string) => string, colour = (mark: string) => mark): string {
  return text
    .split(MARKED)
    .map((part, index) => (index % 2 === 0 ? clean(part) : colour(part)))
    .join('');
}

/** The terminal sequence of a mark. */
export function sequenceOf(mark: string): string {
  return `\u001b${mark.slice(MARK.length)}`;
}

function marked(sequence: string): string {
  return `${MARK}${sequence.slice(1)}`;
}
