import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Where the built-in tasks are. This module runs from `src/tasks/` in a checkout and from `dist/src/tasks/` in a
 * published package; in both the task folders are `tasks/` at the package root, so manifest, seeds, prose and version
 * are the same files. Only the evaluator differs: Node strips no types inside node_modules, so the published package
 * loads the compiled twin, `dist/tasks/<name>/evaluator.js`.
 */
const here = fileURLToPath(import.meta.url);
const isCompiled = here.endsWith('.js');
const packageRoot = join(dirname(here), isCompiled ? '../../..' : '../..');

export const builtInFolder = join(packageRoot, 'tasks');

/** The compiled twin of a built-in task's folder when running compiled; otherwise undefined. */
export function compiledTwin(folder: string, compiled = isCompiled): string | undefined {
  const inside = relative(builtInFolder, folder);
  if (!compiled || inside === '' || inside === '..' || inside.startsWith(`..${sep}`)) return undefined;
  return join(packageRoot, 'dist', 'tasks', inside);
}
