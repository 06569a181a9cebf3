import { MOST_CHARACTERS } from '../../core/program.ts';

/** A program that another system, or somebody, left. */
export interface FoundProgram {
  readonly text: string;
  /** As the source names it; empty where it does not. */
  readonly language: string;
  /** Its score there, higher is better; null where none is known. */
  readonly score: number | null;
  readonly name: string;
}

/** A file of more bytes is not read. JSON takes up to 6 for a character, and holds more than the program. */
export const MOST_BYTES = 8 * MOST_CHARACTERS;
/** Programs that are looked at in one source. */
export const MAX_PROGRAMS = 20_000;
