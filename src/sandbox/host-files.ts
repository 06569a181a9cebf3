import { existsSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the host program lies: beside this file, as .ts in a checkout and as .js in the published package. */
export interface HostFiles {
  readonly directory: string;
  /** Name of the file to start, inside the directory. */
  readonly main: string;
  /** The package.json that makes the host's files modules. */
  readonly packageJson: string;
}

function nearestPackageJson(from: string): string {
  for (let directory = from; ; directory = dirname(directory)) {
    const path = join(directory, 'package.json');
    if (existsSync(path) || directory === dirname(directory)) return path;
  }
}

export function findHostFiles(): HostFiles {
  const here = fileURLToPath(import.meta.url);
  const directory = join(dirname(here), 'host');
  return { directory, main: `main${extname(here)}`, packageJson: nearestPackageJson(directory) };
}
