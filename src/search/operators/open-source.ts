import type { Random } from '../../base/random.ts';
import type { Program } from '../../core/program.ts';
import { type PlainFile, readPlainFile } from './plain-text/plain-file.ts';
import { chooseFile } from './program-files.ts';
import { type Analysis, analyse } from './tree-sitter/analysis.ts';
import { tableOf } from './tree-sitter/languages.ts';
import { parseFile } from './tree-sitter/parse.ts';

/** A file of a program that is not in JavaScript: with a tree where its language has a grammar, else as plain text. */
export type OpenSource =
  | { readonly path: string; readonly text: string; readonly analysis: Analysis; readonly plain: null }
  | { readonly path: string; readonly text: string; readonly analysis: null; readonly plain: PlainFile };

/** One file; a text is the reason why it cannot be edited. */
export function openSource(program: Program, path: string): OpenSource | string {
  const text = program.files[path];
  if (text === undefined) return 'unsupported-language';
  const table = tableOf(program, path);
  if (table !== null) {
    const file = parseFile(text, table);
    return file.fault === null ? { path, text, analysis: analyse(file), plain: null } : 'parent-does-not-parse';
  }
  // Data and documents beside the code are left alone, unless they say what may be edited in them.
  if (path !== program.entry && !text.includes('EVOLVE-BLOCK')) return 'unsupported-language';
  return { path, text, analysis: null, plain: readPlainFile(text) };
}

/** Chooses the file to edit; a text is the reason why there is none. */
export function openSourceForEdit(program: Program, random: Random): OpenSource | string {
  return chooseFile(program, random, (path) => openSource(program, path), hasEditableText);
}

function hasEditableText(source: OpenSource): boolean {
  const { spans } = source.analysis === null ? source.plain : source.analysis.file;
  return spans.some(({ start, end }) => source.text.slice(start, end).trim() !== '');
}
