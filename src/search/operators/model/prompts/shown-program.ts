import type { Program } from '../../../../core/program.ts';
import { cleanCode, cleanLine } from '../extract/clean-text.ts';
import { fenced } from './fenced.ts';

/** Longest program that is shown, in characters over all files. */
export const LONGEST_SHOWN = { parent: 120_000, inspiration: 40_000 } as const;

export function lengthOf({ files }: Program): number {
  return Object.values(files).reduce((sum, text) => sum + text.length, 0);
}

/** All files of a program in fences, the entry first. */
export function shownProgram({ entry, files, language }: Program): string {
  const paths = [entry, ...Object.keys(files).filter((path) => path !== entry)];
  const info = /^[a-z0-9+#-]{1,20}$/i.test(language) ? language : '';
  return paths
    .map((path) => {
      const code = fenced(cleanCode(files[path] as string), info);
      return paths.length === 1 ? code : `File: ${cleanLine(path, 200)}\n${code}`;
    })
    .join('\n');
}
