import type { Program } from '../../../../core/program.ts';
import { dialectOf } from '../../program-files.ts';
import { isJavaScript } from '../../program-syntax.ts';
import { tableOf } from '../../tree-sitter/languages.ts';

/**
 * Paths of the files that a model may edit, the entry first: files with code in a known language, files that say what
 * may be edited in them, and the entry. Data and documents beside the code are left alone, as by the genetic operators.
 */
export function editableFiles(program: Program): string[] {
  const { entry, files } = program;
  const isEditable = (path: string): boolean => {
    if (path === entry) return true;
    if (isJavaScript(program)) return dialectOf(program, path) !== null;
    return tableOf(program, path) !== null || (files[path] as string).includes('EVOLVE-BLOCK');
  };
  const others = Object.keys(files)
    .filter((path) => path !== entry && isEditable(path))
    .sort();
  return [entry, ...others];
}
