import { safeText } from '../../base/safe-text.ts';
import { repaint, sequenceOf } from './paint.ts';

/**
 * The only way for the command line to write for people: whatever the text holds of candidates, models and tasks, nothing
 * but our own colours, newlines and tabs reaches the terminal as it is.
 */
export function writeScreen(text: string, stream: NodeJS.WriteStream = process.stdout): void {
  stream.write(screenText(text));
}

export function screenText(text: string): string {
  return repaint(text, safeText, sequenceOf);
}

/** Writes what a person asked for as it is, such as a program: byte for byte into a file or a pipe, safely to a terminal. */
export function writeExact(text: string): void {
  if (process.stdout.isTTY) writeScreen(text);
  else process.stdout.write(text);
}
