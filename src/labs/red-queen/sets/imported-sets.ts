import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { KaizenError, messageOf } from '../../../base/errors.ts';
import type { Source } from './warrior-set.ts';

const fileSchema = z.strictObject({
  hash: z.string(),
  sources: z.array(z.strictObject({ name: z.string(), text: z.string() })),
});

/** Where sets are kept: beside the database of a workspace. */
function pathOf(name: string, folder: string): string {
  return join(folder, 'red-queen', 'sets', `${name}.json`);
}

/** Whether a set of that name was imported into the workspace folder. */
export function isSetName(name: string, folder: string): boolean {
  return /^[\w-]+$/.test(name) && existsSync(pathOf(name, folder));
}

/** Keeps sources under a name; what was there under it is replaced. Throws KAIZEN_SET_NAME_INVALID. */
export function saveSet(name: string, hash: string, sources: readonly Source[], folder: string): string {
  if (!/^[\w-]+$/.test(name)) {
    throw new KaizenError('KAIZEN_SET_NAME_INVALID', 'That is no name for a set.', {
      wanted: 'letters, digits, - and _',
      got: JSON.stringify(name),
      next: 'choose another with --name',
    });
  }
  const path = pathOf(name, folder);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `${JSON.stringify({ hash, sources })}\n`);
  return path;
}

/** @throws KaizenError KAIZEN_WARRIORS_NOT_FOUND when the file is not what `saveSet` writes */
export function loadSet(name: string, folder: string): readonly Source[] {
  const path = pathOf(name, folder);
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).sources;
  } catch (thrown) {
    throw new KaizenError('KAIZEN_WARRIORS_NOT_FOUND', `The set ${name} cannot be read.`, {
      wanted: `${path}, as written by kaizen red-queen import`,
      got: messageOf(thrown),
      next: 'import the folder again',
      cause: thrown,
    });
  }
}
