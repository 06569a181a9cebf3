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
