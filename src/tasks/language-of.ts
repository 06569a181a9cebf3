import { extname } from 'node:path';
import type { Language } from '../core/program.ts';

/** Languages by the ending of a file. */
const LANGUAGES: Readonly<Record<string, Language>> = {
  '.js': 'javascript',
  '.mjs': 'javascript',
  '.ts': 'typescript',
  '.mts': 'typescript',
  '.py': 'python',
  '.cpp': 'cpp',
  '.cc': 'cpp',
  '.cxx': 'cpp',
  '.c': 'c',
  '.rs': 'rust',
  '.go': 'go',
  '.jl': 'julia',
  '.f90': 'fortran',
  '.r': 'r',
  '.R': 'r',
  '.java': 'java',
  '.swift': 'swift',
  '.json': 'json',
  '.md': 'markdown',
  '.txt': 'text',
};

/** Endings that `languageOf` knows, for messages. */
export const KNOWN_ENDINGS: readonly string[] = Object.keys(LANGUAGES);

/** The language of a file by its ending; undefined for one that is not known. */
export function languageOf(path: string): Language | undefined {
  return LANGUAGES[extname(path)];
}
