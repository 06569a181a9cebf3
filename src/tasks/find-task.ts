import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { KaizenError } from '../base/errors.ts';
import { builtInFolder } from './built-in-folder.ts';
import { detectManifest } from './imported/detect-format.ts';
import { nearMatches } from './near-matches.ts';
import { isFile } from './task-files.ts';

export interface BuiltInTask {
  readonly name: string;
  readonly folder: string;
}

/** The tasks that come with Kaizen, by name. */
export function builtInTasks(): readonly BuiltInTask[] {
  if (!existsSync(builtInFolder)) return [];
  return readdirSync(builtInFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isFile(join(builtInFolder, entry.name, 'task.json')))
    .map(({ name }) => ({ name, folder: join(builtInFolder, name) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * The folder of a task: `nameOrFolder` is the name of a built-in task, a folder that holds `task.json`, the path of a
 * `task.json`, or the folder of a task of ShinkaEvolve or OpenEvolve. A built-in name wins over a folder of the same name; write `./name` for the folder.
 */
export function findTask(nameOrFolder: string): string {
  const known = builtInTasks();
  const builtIn = known.find(({ name }) => name === nameOrFolder);
  if (builtIn !== undefined) return builtIn.folder;
  const path = resolve(nameOrFolder);
  if (basename(path) === 'task.json' && isFile(path)) return dirname(path);
  if (isFile(join(path, 'task.json')) || detectManifest(path) !== undefined) return path;

  const names = known.map(({ name }) => name);
  const near = nearMatches(nameOrFolder, names);
  const hint = near.length === 0 ? '' : `Did you mean ${near.join(' or ')}? `;
  throw new KaizenError('KAIZEN_TASK_NOT_FOUND', `There is no task ${JSON.stringify(nameOrFolder)}.`, {
    wanted: `a built-in task (${names.join(', ')}) or a folder with a task.json, with initial.py and evaluate.py, or with initial_program.py and evaluator.py`,
    got: existsSync(path) ? `${path}, which has none of these` : 'neither a built-in name nor a folder that exists',
    next: `${hint}List the built-in tasks with: kaizen tasks`,
  });
}
