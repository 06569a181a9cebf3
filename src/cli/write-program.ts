import { KaizenError } from '../base/errors.ts';
import type { Program } from '../core/program.ts';
import { isInside } from '../sandbox/command/program-folder.ts';
import { writeFiles } from '../tasks/scaffold/scaffold.ts';

/**
 * Writes all files of a program below a folder that is new or empty. Paths are hostile input. Throws
 * KAIZEN_FOLDER_NOT_EMPTY, or KAIZEN_OUTPUT_FAILED where a path leaves the folder or the folder cannot be written.
 */
export function writeProgramFiles(folder: string, program: Program): void {
  const outside = Object.keys(program.files).find((path) => !isInside(path));
  if (outside !== undefined) {
    throw new KaizenError('KAIZEN_OUTPUT_FAILED', 'a file of the program would be outside of the folder', {
      got: JSON.stringify(outside),
      next: 'look at the program with `kaizen best --json`',
    });
  }
  const files = Object.entries(program.files).map(([path, text]) => ({ path, text }));
  writeFiles(folder, files);
}
