import { type Analysis, analyse } from '../src/search/operators/tree-sitter/analysis.ts';
import { loadGrammars } from '../src/search/operators/tree-sitter/grammars.ts';
import { LANGUAGE_TABLES } from '../src/search/operators/tree-sitter/languages.ts';
import { parseFile } from '../src/search/operators/tree-sitter/parse.ts';
import { SAMPLE_LANGUAGES, sampleProgram } from './conformance/language-programs.ts';

/** All grammars, for tests of what is built on them. */
export function loadAllGrammars(): Promise<void> {
  return loadGrammars(SAMPLE_LANGUAGES.map((language) => sampleProgram(language)));
}

/** A text in a language, taken apart; throws when it does not parse. */
export function analyseText(language: string, text: string): Analysis {
  const table = LANGUAGE_TABLES.find((known) => known.language === language);
  if (table === undefined) throw new Error(`no table of ${language}`);
  const file = parseFile(text, table);
  if (file.fault !== null) throw new Error(`${file.fault}: ${text}`);
  return analyse(file);
}
