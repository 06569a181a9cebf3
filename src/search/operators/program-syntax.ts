import type { Program } from '../../core/program.ts';
import { parseSource } from './javascript/syntax.ts';
import { readPlainFile } from './plain-text/plain-file.ts';
import { dialectOf } from './program-files.ts';
import { tableOf } from './tree-sitter/languages.ts';
import { parseFile } from './tree-sitter/parse.ts';

export function isJavaScript({ language }: Program): boolean {
  return language === 'javascript' || language === 'typescript';
}

/**
 * Whether a text may stand in the place of a file of a program: it parses, at least inside the editable spans. Where no
 * grammar says so, brackets must not have come out of order.
 */
export function isWellFormed(program: Program, path: string, text: string): boolean {
  const dialect = dialectOf(program, path);
  if (dialect !== null) return parseSource(text, dialect).fault === null;
  if (isJavaScript(program)) return false;
  const table = tableOf(program, path);
  if (table !== null) return parseFile(text, table).fault === null;
  return readPlainFile(text).isBalanced || !readPlainFile(program.files[path] ?? '').isBalanced;
}
