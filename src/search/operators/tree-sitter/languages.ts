import type { Program } from '../../../core/program.ts';
import type { LanguageTable } from './language-table.ts';
import { C } from './languages/c.ts';
import { CPP } from './languages/cpp.ts';
import { GO } from './languages/go.ts';
import { JULIA } from './languages/julia.ts';
import { PYTHON } from './languages/python.ts';
import { RUST } from './languages/rust.ts';

/** All languages with a grammar, besides JavaScript and TypeScript. */
export const LANGUAGE_TABLES: readonly LanguageTable[] = [PYTHON, CPP, C, RUST, GO, JULIA];

const byName = new Map(
  LANGUAGE_TABLES.flatMap((table) => [table.language, ...table.aliases].map((name) => [name, table])),
);
const byExtension = new Map(LANGUAGE_TABLES.flatMap((table) => table.extensions.map((name) => [name, table])));

/**
 * The table of a file: by its extension, or by the language of the program where it has none, or is the entry under a
 * name that says nothing. Null for files of other languages, and for all files of JavaScript and TypeScript programs.
 */
export function tableOf({ language, entry }: Program, path: string): LanguageTable | null {
  if (language === 'javascript' || language === 'typescript') return null;
  const own = byName.get(language.toLowerCase()) ?? null;
  const extension = /\.([A-Za-z0-9+]+)$/.exec(path)?.[1]?.toLowerCase();
  if (extension === undefined) return own;
  const found = byExtension.get(extension) ?? (path === entry ? own : null);
  // Headers are C by their name and mostly C++ by their content.
  return found && own?.extensions.includes(extension) ? own : found;
}
