/** A program that another system, or somebody, left. */
export interface FoundProgram {
  readonly text: string;
  /** As the source names it; empty where it does not. */
  readonly language: string;
  /** Its score there, higher is better; null where none is known. */
  readonly score: number | null;
  readonly name: string;
}

/** Programs beyond these are data, not programs. */
export const MAX_PROGRAM_BYTES = 1_000_000;
/** Programs that are looked at in one source. */
export const MAX_PROGRAMS = 20_000;
