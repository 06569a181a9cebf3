import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { KaizenError, messageOf } from '../../base/errors.ts';
import { commandIn } from '../../base/own-command.ts';
import type { ScaffoldFile, ScaffoldParts } from './contract.ts';
import { CPP_FILES } from './cpp.ts';
import { PYTHON_FILES } from './python.ts';
import { README, STATEMENT } from './readme.ts';
import { RUST_FILES } from './rust.ts';
import { TYPESCRIPT_FILES } from './typescript.ts';

const LANGUAGES: Readonly<Record<string, ScaffoldParts>> = {
  ts: TYPESCRIPT_FILES,
  python: PYTHON_FILES,
  cpp: CPP_FILES,
  rust: RUST_FILES,
};

export const SCAFFOLD_LANGUAGES: readonly string[] = Object.keys(LANGUAGES);

/**
 * The files of a new task: the same small problem in every language, a curve that a function has to follow. It runs as it
 * is. Throws KAIZEN_OPTION_INVALID for a language that has none.
 */
export function scaffoldFiles(name: string, language: string, command = 'npx kaizen'): ScaffoldFile[] {
  const parts = LANGUAGES[language];
  if (parts === undefined) {
    throw new KaizenError('KAIZEN_OPTION_INVALID', `there is no template in ${language}`, {
      wanted: `one of ${SCAFFOLD_LANGUAGES.join(', ')}`,
      got: language,
    });
  }
  const manifest = { name, title: 'Follow the curve', direction: 'minimize', unit: 'error', ...parts.manifest };
  const known = [{ instance: 'train', score: 0, source: 'the curve itself' }];
  const files: ScaffoldFile[] = [
    { path: 'task.json', about: 'the name, what is better, limits', text: `${JSON.stringify(manifest, null, 2)}\n` },
    ...parts.files,
    { path: 'statement.md', about: 'what is asked, for people and models', text: STATEMENT },
    {
      path: 'best-known.json',
      about: 'the best known value, with its source',
      text: `${JSON.stringify(known, null, 2)}\n`,
    },
  ];
  return [{ path: 'README.md', about: 'this page', text: README(name, files, command) }, ...files];
}

/** Writes a new task. Throws KAIZEN_FOLDER_NOT_EMPTY where something is already. */
export function writeScaffold(folder: string, language: string): ScaffoldFile[] {
  const files = scaffoldFiles(nameOf(resolve(folder)), language, commandIn(folder));
  writeFiles(folder, files);
  return files;
}

/** Throws KAIZEN_FOLDER_NOT_EMPTY where something is already, and KAIZEN_OUTPUT_FAILED where nothing can be written. */
export function writeFiles(folder: string, files: readonly Pick<ScaffoldFile, 'path' | 'text'>[]): void {
  const root = resolve(folder);
  try {
    requireEmpty(root);
    for (const { path, text } of files) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  } catch (error) {
    if (error instanceof KaizenError) throw error;
    throw new KaizenError('KAIZEN_OUTPUT_FAILED', `cannot write ${root}`, {
      got: messageOf(error),
      next: 'name a folder that does not exist yet, where files may be written',
    });
  }
}

function requireEmpty(root: string): void {
  if (!existsSync(root) || readdirSync(root).length === 0) return;
  throw new KaizenError('KAIZEN_FOLDER_NOT_EMPTY', `${root} is not empty`, {
    wanted: 'a folder that does not exist yet, or an empty one',
    next: 'choose another name',
  });
}

/** The name of a task by that of its folder. */
export function nameOf(folder: string): string {
  const words = basename(folder)
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return words === null ? 'my-task' : words.join('-');
}
