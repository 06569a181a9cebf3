import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';

/** Whether a path is the folder or lies below it; both absolute and without `..`. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** Whether a folder is the user's home or lies around it, by its name or by where that leads. */
export function holdsHome(folder: string): boolean {
  const home = homedir();
  return folder === '/' || isWithin(home, folder) || (existsSync(home) && isWithin(realpathSync(home), folder));
}
