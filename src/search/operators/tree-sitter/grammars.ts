import { readFile } from 'node:fs/promises';
import { brotliDecompressSync } from 'node:zlib';
import { Language, Parser } from 'web-tree-sitter';
import { KaizenError } from '../../../base/errors.ts';
import type { Program } from '../../../core/program.ts';
import type { LanguageTable } from './language-table.ts';
import { tableOf } from './languages.ts';

/** A loaded grammar, ready to parse. */
const parsers = new Map<string, Parser>();
const loading = new Map<string, Promise<void>>();

/**
 * Loads the grammars of the languages that some programs are written in. Operators are synchronous and grammars are not,
 * so a run does this once before its first slot. Loading a second time costs nothing.
 */
export async function loadGrammars(programs: readonly Program[]): Promise<void> {
  const wanted = new Set<string>();
  for (const program of programs)
    for (const path of Object.keys(program.files)) {
      const table = tableOf(program, path);
      if (table !== null) wanted.add(table.grammar);
    }
  await Promise.all([...wanted].sort().map((grammar) => loadOnce(grammar)));
}

function loadOnce(grammar: string): Promise<void> {
  let task = loading.get(grammar);
  if (task === undefined) {
    task = load(grammar);
    loading.set(grammar, task);
  }
  return task;
}

async function load(grammar: string): Promise<void> {
  await Parser.init();
  const packed = await readFile(new URL(`./grammars/${grammar}.wasm.br`, import.meta.url));
  const language = await Language.load(new Uint8Array(brotliDecompressSync(packed)));
  parsers.set(grammar, new Parser().setLanguage(language));
}

export function hasGrammar({ grammar }: LanguageTable): boolean {
  return parsers.has(grammar);
}

/** Throws KAIZEN_GRAMMAR_NOT_LOADED when nobody has called `loadGrammars` for a program in this language. */
export function parserOf({ grammar, language }: LanguageTable): Parser {
  const parser = parsers.get(grammar);
  if (parser !== undefined) return parser;
  throw new KaizenError('KAIZEN_GRAMMAR_NOT_LOADED', `The grammar of ${language} is not loaded.`, {
    wanted: 'loadGrammars(programs) before operators are asked for proposals',
    got: `no parser of ${grammar}`,
    next: 'Call and await loadGrammars with the seed programs first; a run does that by itself.',
  });
}
