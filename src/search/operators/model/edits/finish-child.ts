import { createProgram, type Program } from '../../../../core/program.ts';
import { isWellFormed } from '../../program-syntax.ts';
import { type EditFailure, failed } from './edit-failure.ts';
import { EDIT_LIMITS } from './limits.ts';
import { keepsFrozenParts } from './segments.ts';

/** The child that new texts of files make of a program, if it is one: other than its parent, whole, and parsing. */
export function finishChild(parent: Program, files: Readonly<Record<string, string>>): Program | EditFailure {
  const frozen = changeFiles(parent, files);
  if ('reason' in frozen) return frozen;
  if (frozen.hash === parent.hash) return failed('no-change', 'The program is the same after the edit as before it.');
  const broken = Object.keys(files).find((path) => !isWellFormed(frozen, path, frozen.files[path] as string));
  if (broken === undefined) return frozen;
  return failed('does-not-parse', `After the edit, ${broken} is not syntactically valid ${parent.language}.`);
}

/** The program with other texts in some files; refused when that would change anything frozen. */
export function changeFiles(parent: Program, files: Readonly<Record<string, string>>): Program | EditFailure {
  for (const [path, text] of Object.entries(files)) {
    if (keepsFrozenParts(parent.files[path] as string, text)) continue;
    return failed('frozen-text', `The edit would change frozen text or EVOLVE-BLOCK markers of ${path}.`);
  }
  const program = createProgram({ ...parent, files: { ...parent.files, ...files } });
  const size = Object.values(program.files).reduce((sum, text) => sum + text.length, 0);
  const allowed = Math.max(EDIT_LIMITS.program, 2 * Object.values(parent.files).join('').length);
  return size > allowed ? failed('too-large', `The program would have ${size} characters.`) : program;
}
