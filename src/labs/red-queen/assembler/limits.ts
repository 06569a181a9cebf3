/**
 * Hard limits of the assembler. Sources come from models and from strangers, so every loop of the assembler is bounded by
 * one of these; a source that passes one is refused with `KAIZEN_REDCODE_TOO_LARGE`.
 */
export const LIMITS = {
  /** UTF-16 units of one source. The longest published warriors with all their comments have about 20,000. */
  sourceCharacters: 100_000,
  /** Characters of one line after comments are cut and names are replaced; the same as in pMARS. */
  lineCharacters: 255,
  /** Statements that FOR and EQU may produce; pMARS allows 1,000 instructions. */
  statements: 2_000,
  /** Tokens read in all, those of expanded text and of every FOR turn included. */
  steps: 200_000,
  /** EQU texts inside each other. */
  textDepth: 64,
  /** FOR blocks inside each other. */
  blockDepth: 32,
  /** Labels of one statement; the same as in pMARS. */
  labels: 7,
  /** Digits of one number: what fits into 64 bits with a sign. */
  digits: 19,
  /** Problems that are listed; later ones are only counted. */
  problems: 50,
} as const;
