import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import type { Program } from '../../core/program.ts';
import { CandidateFault } from '../contract.ts';

/** Whether a path of a program names a file below the program's folder, on every system. */
export function isInside(path: string): boolean {
  const plain = normalize(path);
  return (
    path !== '' &&
    !/[\0\\:]/.test(path) &&
    !path.startsWith('/') &&
    !plain.split(sep).includes('..') &&
    !plain.endsWith(sep) &&
    plain !== '.'
  );
}

/**
 * Writes a program's files below a new folder, where sandboxes of other users may read them. Paths are hostile input: one
 * that leaves the folder is the candidate's fault.
 */
export function writeProgram(folder: string, program: Program): void {
  mkdirSync(folder, { mode: 0o755 });
  for (const [path, text] of Object.entries(program.files)) {
    if (!isInside(path)) throw new CandidateFault('invalid', `a program may not have a file ${JSON.stringify(path)}`);
    const place = join(folder, path);
    mkdirSync(dirname(place), { recursive: true, mode: 0o755 });
    writeFileSync(place, text, { flag: 'wx', mode: 0o644 });
  }
}
