import { hashOf } from '../base/hash.ts';

/** Languages with built-in operators; any other name is evaluated but edited by language models only. */
export type Language = 'javascript' | 'typescript' | (string & {});

/** Source that can be run and scored, addressed by its content. */
export interface Program {
  /** sha-256 over language, entry and files. */
  readonly hash: string;
  readonly language: Language;
  /** Path of the file that is loaded first; a key of `files`. */
  readonly entry: string;
  readonly files: Readonly<Record<string, string>>;
}

/** The most characters in all files of a program: every one is stored, compared and shown, so it is far below what a database takes. */
export const MOST_CHARACTERS = 1_000_000;

/** Characters in all files, as JavaScript counts them. */
export function charactersIn(files: Readonly<Record<string, string>>): number {
  return Object.values(files).reduce((sum, text) => sum + text.length, 0);
}

export function createProgram(parts: Omit<Program, 'hash'>): Program {
  const { language, entry, files } = parts;
  return { hash: hashOf({ language, entry, files }), language, entry, files };
}

/** The same program with another text in its entry file. */
export function withEntry(program: Program, text: string): Program {
  return createProgram({ ...program, files: { ...program.files, [program.entry]: text } });
}

export function entryText(program: Program): string {
  return program.files[program.entry] as string;
}
