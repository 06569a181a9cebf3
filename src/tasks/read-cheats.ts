import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Program, withEntry } from '../core/program.ts';
import type { Task } from '../core/task.ts';
import { languageOf } from './language-of.ts';
import { isFile } from './task-files.ts';

/**
 * The programs in the folder `cheats/` of a task, in its language: each takes the place of the entry file of the seed
 * program.
 */
export function readCheats(folder: string, task: Task): { readonly name: string; readonly program: Program }[] {
  const place = join(folder, 'cheats');
  if (!existsSync(place)) return [];
  const seed = task.seeds[0] as Program;
  return readdirSync(place)
    .sort()
    .filter((name) => isFile(join(place, name)) && isReadAs(task.language, languageOf(name)))
    .map((name) => ({ name, program: withEntry(seed, readFileSync(join(place, name), 'utf8')) }));
}

/** JavaScript is TypeScript, so cheats in it serve tasks in both. */
function isReadAs(language: string, found: string | undefined): boolean {
  return found === language || (language === 'typescript' && found === 'javascript');
}
