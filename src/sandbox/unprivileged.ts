import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The user and group `nobody`. */
const NOBODY = 65534;
const SETPRIV = '/usr/bin/setpriv';

function hasSetpriv(): boolean {
  try {
    accessSync(SETPRIV, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Words that let what follows die with this process, however that ends; empty where the system has no setpriv. */
export function dieWithParentWords(): string[] {
  return hasSetpriv() ? [SETPRIV, '--pdeathsig', 'KILL', '--'] : [];
}

function isOpenToOthers(path: string, bits: number): boolean {
  try {
    return (statSync(path).mode & bits) === bits;
  } catch {
    return false;
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Whether a user without rights can read the file or folder, judged by the permission bits of all its parents. */
export function isReadableByOthers(path: string): boolean {
  if (!isOpenToOthers(path, isDirectory(path) ? 0o005 : 0o004)) return false;
  for (let parent = dirname(path); ; parent = dirname(parent)) {
    if (!isOpenToOthers(parent, 0o001)) return false;
    if (parent === dirname(parent)) return true;
  }
}

/**
 * Words that give up root before what follows; empty where this process is not root, or the paths could not be read
 * afterwards. Bubblewrap alone maps the user inside to the user outside, so a sandbox started by root acts on the files
 * it can see, and on files of the kernel, as root without capabilities.
 */
export function dropRootWords(paths: readonly string[]): string[] {
  if (process.getuid?.() !== 0) return [];
  if (!hasSetpriv() || !paths.every(isReadableByOthers)) return [];
  return [SETPRIV, `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--inh-caps=-all', '--'];
}
