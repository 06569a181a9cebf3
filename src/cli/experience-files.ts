import { readFileSync, statSync } from 'node:fs';
import { KaizenError, messageOf } from '../base/errors.ts';
import type { Experience } from '../core/experience.ts';
import { mergeExperiences } from '../search/experience/merge-experiences.ts';
import { MAXIMUM_LENGTH, parseExperience } from '../search/experience/parse-experience.ts';

/** Reads one experience file, or puts several together. */
export function readExperiences([first, ...others]: readonly [string, ...string[]]): Experience {
  return mergeExperiences([readExperience(first), ...others.map(readExperience)]);
}

export function readExperience(path: string): Experience {
  return parseExperience(textOf(path), path);
}

function textOf(path: string): string {
  try {
    // A device, or a file of any size, is not read to its end to find that out.
    const { size } = statSync(path);
    if (size <= 4 * MAXIMUM_LENGTH) return readFileSync(path, 'utf8');
    throw new RangeError(`${size} bytes are too many`);
  } catch (error) {
    throw new KaizenError('KAIZEN_EXPERIENCE_INVALID', `cannot read ${path}`, {
      wanted: 'a file that `kaizen experience learn` wrote',
      got: messageOf(error),
    });
  }
}
