import type { Edit } from './javascript/source-edit.ts';

/** A number literal of a file, in whatever language, that may be changed. */
export interface TunableLiteral {
  /** With its sign, if it has one. */
  readonly start: number;
  readonly end: number;
  readonly value: number;
  /** The edit that writes another value with so many digits, and the value as it then stands there. */
  write(value: number, digits: number): { readonly edit: Edit; readonly value: number };
}
