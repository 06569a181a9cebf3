import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { KaizenError } from '../base/errors.ts';
import { charactersIn, createProgram, MOST_CHARACTERS, type Program } from '../core/program.ts';
import { KNOWN_ENDINGS, languageOf } from './language-of.ts';
import type { SeedEntry } from './manifest.ts';
import { fileOf } from './task-files.ts';
import { filesBelow } from './task-version.ts';

/**
 * A seed program: one file, several, or all text files of a folder. A folder's hidden files, what package managers leave
 * and files that are not UTF-8 are no part of it.
 *
 * Throws KAIZEN_TASK_FILE_MISSING, KAIZEN_TASK_PATH_OUTSIDE or KAIZEN_TASK_MANIFEST_INVALID.
 */
export function readSeed(root: string, entry: SeedEntry, language: string | undefined): Program {
  const first = typeof entry === 'string' ? entry : entry.entry;
  // Read first: an entry that is not there is a clearer mistake than a folder that does not hold it.
  const files: Record<string, string> = {
    [programPath(root, first)]: readFileSync(fileOf(root, first, 'seeds'), 'utf8'),
  };
  for (const name of typeof entry === 'string' ? [] : entry.files) {
    if (isFolder(join(root, name))) Object.assign(files, readFolder(root, name));
    else files[programPath(root, name)] = readFileSync(fileOf(root, name, 'seeds'), 'utf8');
  }
  const characters = charactersIn(files);
  if (characters > MOST_CHARACTERS) tooLarge(root, characters);
  return createProgram({
    language: language ?? languageOf(first) ?? unknownLanguage(root, first),
    entry: programPath(root, first),
    files,
  });
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

function readFolder(root: string, name: string): Record<string, string> {
  const folder = resolve(root, name);
  const inside = relative(realpathSync(root), realpathSync(folder));
  // The task folder itself holds the evaluator, which no program may have, let alone edit.
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || resolve(inside) === inside) {
    throw new KaizenError(
      'KAIZEN_TASK_PATH_OUTSIDE',
      `seeds in ${join(root, 'task.json')} names a folder it may not.`,
      {
        wanted: `a folder inside ${root}, with nothing in it but the program`,
        got: name,
        next: 'Move the program into a folder of its own inside the task folder.',
      },
    );
  }
  const files: Record<string, string> = {};
  // The same files as in the task's version: a change of any other one would be unseen.
  for (const path of filesBelow(folder, false)) {
    const text = textOf(path);
    if (text !== undefined) files[programPath(root, path)] = text;
  }
  return files;
}

/** A file's text; undefined for pictures, archives and other bytes. */
function textOf(path: string): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
    return text.includes('\0') ? undefined : text;
  } catch (thrown) {
    if (thrown instanceof TypeError) return undefined;
    throw thrown;
  }
}

/** The path of a seed file inside its program: from the folder, with forward slashes on every system. */
function programPath(root: string, name: string): string {
  return relative(root, resolve(root, name)).split(sep).join('/');
}

function tooLarge(root: string, characters: number): never {
  throw new KaizenError('KAIZEN_TASK_MANIFEST_INVALID', 'A seed program is too large.', {
    wanted: `seeds: at most ${MOST_CHARACTERS} characters in all files of a program, for example {"entry": "app/main.py", "files": ["app"]}`,
    got: `${characters} characters`,
    next: `Name only the files that are to be evolved in ${join(root, 'task.json')}; the rest can be read by "readable".`,
  });
}

function unknownLanguage(root: string, entry: string): never {
  throw new KaizenError('KAIZEN_TASK_MANIFEST_INVALID', `The language of ${entry} is not known.`, {
    wanted: 'language: the name of a language, for example "language": "python"',
    got: `nothing, and the ending of the seed program is none of ${KNOWN_ENDINGS.join(', ')}`,
    next: `Add the field to ${join(root, 'task.json')}.`,
  });
}
