import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { KaizenError } from '../../../base/errors.ts';
import type { Source } from './warrior-set.ts';

/** What people name their warriors, in Koenigstuhl, Wilkies and hill archives. */
const ENDINGS = /\.(red|rc|red94|txt)$/i;
/** Bigger files are not warriors. */
const LARGEST_BYTES = 200_000;
const MOST_FILES = 20_000;

/**
 * The sources in a file, or in a folder and all folders in it. Text is read as Latin-1, because old archives are; what it
 * says is left to the assembler.
 * @throws KaizenError KAIZEN_WARRIORS_NOT_FOUND when there is nothing of the kind
 */
export function readSources(path: string): Source[] {
  const found = listFiles(path);
  if (found.length === 0) {
    throw new KaizenError('KAIZEN_WARRIORS_NOT_FOUND', 'There are no warriors there.', {
      wanted: 'a file in Redcode, or a folder with files that end in .red, .rc, .red94 or .txt',
      got: path,
      next: 'name the folder that you unpacked the archive into',
    });
  }
  return found.map((file) => ({
    name: relative(path, file) === '' ? basename(file) : relative(path, file),
    text: readFileSync(file, 'latin1'),
  }));
}

function listFiles(path: string): string[] {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return [];
  if (!status.isDirectory()) return [path];
  const files: string[] = [];
  for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' })) {
    const file = join(path, name);
    const found = statSync(file, { throwIfNoEntry: false });
    if (found?.isFile() && ENDINGS.test(name) && found.size <= LARGEST_BYTES) files.push(file);
    if (files.length >= MOST_FILES) break;
  }
  return files.sort();
}
