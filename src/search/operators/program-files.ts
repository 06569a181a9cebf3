import type { Random } from '../../base/random.ts';
import type { Program } from '../../core/program.ts';
import { type Analysis, analyse } from './javascript/analysis.ts';
import { type Dialect, parseSource } from './javascript/syntax.ts';

const DIALECTS: Readonly<Record<string, Dialect>> = {
  js: 'js',
  mjs: 'js',
  cjs: 'js',
  jsx: 'jsx',
  ts: 'ts',
  mts: 'ts',
  cts: 'ts',
  tsx: 'tsx',
};

/** The grammar of a file; null when it is not JavaScript or TypeScript, or belongs to a program that is not. */
export function dialectOf({ language }: Program, path: string): Dialect | null {
  if (language !== 'javascript' && language !== 'typescript') return null;
  const extension = /\.([a-z]+)$/.exec(path)?.[1];
  if (extension === undefined) return language === 'typescript' ? 'ts' : 'js';
  return DIALECTS[extension] ?? null;
}

/** A file of a program, taken apart. */
export interface OpenFile {
  readonly path: string;
  readonly analysis: Analysis;
}

/** How often the entry file is edited when other files can be edited too. */
const ENTRY_SHARE = 0.7;

/** Chooses the file to edit; a text is the reason why there is none. */
export function openForEdit(program: Program, random: Random): OpenFile | string {
  return chooseFile(program, random, (path) => openFile(program, path), hasEditableText);
}

/** Chooses among the files that open and have something to edit: mostly the entry. A text is why there is none. */
export function chooseFile<File extends { readonly path: string }>(
  program: Program,
  random: Random,
  openPath: (path: string) => File | string,
  isEditable: (file: File) => boolean,
): File | string {
  const paths = Object.keys(program.files).sort();
  const open = paths.map(openPath);
  const editable = open.filter((file): file is File => typeof file !== 'string' && isEditable(file));
  if (editable.length === 0) {
    const entry = open[paths.indexOf(program.entry)];
    return typeof entry === 'string' ? entry : 'nothing-editable';
  }
  if (editable.length === 1) return editable[0] as File;
  const entry = editable.find(({ path }) => path === program.entry);
  const others = editable.filter((file) => file !== entry);
  return entry !== undefined && random.chance(ENTRY_SHARE) ? entry : random.pick(others);
}

/** One file, analysed; a text is the reason why it cannot be. */
export function openFile(program: Program, path: string): OpenFile | string {
  const dialect = dialectOf(program, path);
  const text = program.files[path];
  if (dialect === null || text === undefined) return 'unsupported-language';
  const source = parseSource(text, dialect);
  return source.fault === null ? { path, analysis: analyse(source) } : 'parent-does-not-parse';
}

function hasEditableText({ analysis: { spans, source } }: OpenFile): boolean {
  return spans.some(({ start, end }) => source.text.slice(start, end).trim() !== '');
}
