import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { KaizenError } from '../base/errors.ts';

/** True when `path` names an ordinary file. */
export function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/**
 * The absolute path of a file that a manifest names. It must exist and, symbolic links followed, stay in the folder:
 * the version of a task is a hash over its folder, and what lies outside would change scores unseen.
 */
export function fileOf(folder: string, name: string, field: string): string {
  const path = resolve(folder, name);
  const isRead = isFile(path);
  const real = isRead ? realpathSync(path) : path;
  const inside = relative(isRead ? realpathSync(folder) : folder, real);
  if (inside === '..' || inside.startsWith(`..${sep}`) || resolve(inside) === inside) {
    throw new KaizenError('KAIZEN_TASK_PATH_OUTSIDE', `${field} in ${join(folder, 'task.json')} leaves the folder.`, {
      wanted: `a file inside ${folder}`,
      got: name,
      next: 'Copy the file into the task folder and name it by its path from there.',
    });
  }
  if (!isRead) {
    throw new KaizenError('KAIZEN_TASK_FILE_MISSING', `${field} names a file that is not there.`, {
      wanted: path,
      got: existsSync(path) ? 'a folder' : 'no such file',
      next: `Create the file, or correct ${field} in ${join(folder, 'task.json')}.`,
    });
  }
  return path;
}

/** Text of a file of the folder, or undefined when it is not there. */
export function optionalText(folder: string, name: string): string | undefined {
  const path = join(folder, name);
  return isFile(path) ? readFileSync(path, 'utf8') : undefined;
}
