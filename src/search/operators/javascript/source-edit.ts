import MagicString from 'magic-string';
import { type Fragment, textAt } from './fragment.ts';
import type { ValuePosition } from './value-position.ts';

/** Exchanges the text between two offsets; equal offsets insert. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text after edits that do not overlap. Everything between them stays as it is, comments and line ends included. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const target = new MagicString(text);
  for (const edit of edits) {
    if (edit.start === edit.end) continue;
    if (edit.text === '') target.remove(edit.start, edit.end);
    else target.overwrite(edit.start, edit.end, edit.text);
  }
  // Insertions come last: an exchange would drop what was inserted at its edge.
  for (const edit of edits) if (edit.start === edit.end) target.appendLeft(edit.start, edit.text);
  return target.toString();
}

/** A range of text that holds an expression, and what an expression must be to stand there. */
export interface ExpressionPlace {
  readonly start: number;
  readonly end: number;
  readonly position: Pick<ValuePosition, 'precedence' | 'prefix'>;
}

/** The edit that puts an expression in the place of another, with parentheses and spaces where they are needed. */
export function replaceSite(text: string, { start, end, position }: ExpressionPlace, fragment: Fragment): Edit {
  let inner = textAt(fragment, position.precedence);
  if (position.prefix !== null && inner.startsWith(position.prefix)) inner = `(${inner})`;
  if (sticks(text.charAt(start - 1), inner.charAt(0))) inner = ` ${inner}`;
  if (sticks(inner.charAt(inner.length - 1), text.charAt(end))) inner = `${inner} `;
  return { start, end, text: inner };
}

/** Whether two neighbouring characters would run together into another token: `return` and `x`, `-` and `-1`. */
function sticks(before: string, after: string): boolean {
  if (before === '' || after === '') return false;
  if (before === '-' || before === '+') return before === after;
  return WORD.test(before) && WORD.test(after);
}

const WORD = /[\w$\u0080-\uffff]/;

/** Whether some edit would touch an EVOLVE-BLOCK marker, which may stand inside an editable span when markers nest. */
export function touchesMarker(text: string, edits: readonly Edit[]): boolean {
  if (!text.includes(MARKER) && !edits.some((edit) => edit.text.includes(MARKER))) return false;
  return edits.some((edit) => edit.text.includes(MARKER) || text.slice(edit.start, edit.end).includes(MARKER));
}

const MARKER = 'EVOLVE-BLOCK';
