import { KaizenError } from '../../base/errors.ts';
import { charactersIn, createProgram, MOST_CHARACTERS, type Program } from '../../core/program.ts';
import { keepsFrozenParts } from '../../search/operators/model/edits/segments.ts';

/**
 * A program from a person's files that a run could have proposed itself: the files of one of its seed programs, with
 * everything outside of EVOLVE-BLOCK markers as it is there. Throws KAIZEN_PROGRAM_UNFIT.
 */
export function fitProgram(seeds: readonly Program[], files: Readonly<Record<string, string>>): Program {
  const [first] = seeds as [Program, ...Program[]];
  const objections = seeds.map((seed) => objectionTo(seed, files));
  const fitting = seeds[objections.indexOf(null)];
  if (fitting === undefined) {
    throw new KaizenError('KAIZEN_PROGRAM_UNFIT', 'the program is none that this run could have proposed', {
      wanted: `${first.language}: ${Object.keys(first.files).join(', ')}, with all lines outside of EVOLVE-BLOCK markers as they are in the seed program`,
      got: objections[0] as string,
      next: 'begin with the best program of the run, `kaizen best <run> --out <folder>`, and edit what may be edited',
    });
  }
  return createProgram({ ...fitting, files });
}

function objectionTo(seed: Program, files: Readonly<Record<string, string>>): string | null {
  const missing = Object.keys(seed.files).filter((path) => files[path] === undefined);
  if (missing.length > 0) return `no ${missing.join(', no ')}`;
  const more = Object.keys(files).filter((path) => seed.files[path] === undefined);
  if (more.length > 0) return `${more.join(', ')} besides`;
  const characters = charactersIn(files);
  if (characters > MOST_CHARACTERS) return `${characters} characters, more than ${MOST_CHARACTERS}`;
  const changed = Object.keys(files).filter(
    (path) => !keepsFrozenParts(seed.files[path] as string, files[path] as string),
  );
  return changed.length > 0 ? `${changed.join(', ')} differs where it may not be edited` : null;
}
