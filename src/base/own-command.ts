import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { shellWord } from './shell-word.ts';

/** This module runs from `src/base/` of a clone and from `dist/src/base/` of a package. */
const packageRoot = join(import.meta.dirname, import.meta.filename.endsWith('.js') ? '../../..' : '../..');
const program = join(packageRoot, 'bin', 'kaizen.mjs');

/** Starts this program from anywhere. */
export const COMMAND_ANYWHERE = `node ${shellWord(program)}`;

/**
 * What to type in a folder to start this program. `npx kaizen` only where npx finds this very program: elsewhere it would
 * fetch a package of that name, which is somebody else's.
 */
export function commandIn(folder: string): string {
  const project = projectOf(resolve(folder));
  if (project === null) return COMMAND_ANYWHERE;
  const installed = join(project, 'node_modules', '.bin', 'kaizen');
  const isHere = isSame(project, packageRoot) || (existsSync(installed) && isSame(installed, program));
  return isHere ? 'npx kaizen' : COMMAND_ANYWHERE;
}

/** Where npx looks first: the nearest folder around that is a package or has packages. */
function projectOf(folder: string): string | null {
  if (existsSync(join(folder, 'package.json')) || existsSync(join(folder, 'node_modules'))) return folder;
  const around = dirname(folder);
  return around === folder ? null : projectOf(around);
}

function isSame(one: string, other: string): boolean {
  return realpathSync(one) === realpathSync(other);
}
