import { existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { KaizenError } from '../../base/errors.ts';

/** The absolute path of a folder that a caller named. Throws KAIZEN_PATH_OUTSIDE where it, or what it links to, lies outside `root`. */
export function insideRoot(root: string, path: string): string {
  const absolute = resolve(root, path);
  const away = path.includes('\0') ? '..' : relative(realpathSync(root), realPathOf(absolute));
  if (away !== '..' && !away.startsWith('../') && !isAbsolute(away)) return absolute;
  throw new KaizenError('KAIZEN_PATH_OUTSIDE', 'the folder lies outside of what this server may touch', {
    wanted: `a folder below ${root}`,
    got: path,
    next: 'start the server with --root <folder> to open another one',
  });
}

/** As many links as Linux follows. */
const LINKS = 40;

/** Links followed as far as the path exists; the rest as it is written. Links in a circle lead to `/`, which no root is below. */
function realPathOf(absolute: string, links = LINKS): string {
  if (existsSync(absolute)) return realpathSync(absolute);
  if (links === 0) return '/';
  const path = join(realPathOf(dirname(absolute), links), basename(absolute));
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return path;
  // A link to nothing yet: what is written through it would appear where it points.
  return realPathOf(resolve(dirname(path), readlinkSync(path)), links - 1);
}
