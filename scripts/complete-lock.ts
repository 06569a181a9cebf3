/**
 * Adds to package-lock.json the binaries of other platforms that npm left out: `node scripts/complete-lock.ts`.
 *
 * Libraries with a binary per platform list all of them as optional dependencies. npm drops from the lock the ones that
 * the registry at hand does not serve, and `npm ci` then refuses the lock on every machine. The entries added here name
 * version and platform and carry no integrity hash; npm adds it when such a platform is first locked from a full registry.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface LockEntry {
  version?: string;
  readonly hasInstallScript?: boolean;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export type LockedPackages = Record<string, LockEntry>;

const OPERATING_SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];
const LIBRARIES: Readonly<Record<string, string>> = { gnu: 'glibc', musl: 'musl' };

/** The nearest place where Node would find `name` from the package at `from`; undefined when it is not locked. */
function placeOf(packages: Readonly<LockedPackages>, from: string, name: string): string | undefined {
  for (let base = from; ; base = base.slice(0, Math.max(0, base.lastIndexOf('node_modules/') - 1))) {
    const place = `${base === '' ? '' : `${base}/`}node_modules/${name}`;
    if (place in packages) return place;
    if (base === '') return undefined;
  }
}

/**
 * Optional dependencies that have no place in the lock, as [locked package, dependency, version]. A place that is locked
 * to another exact version (it belongs to another copy of the library) does not count.
 */
export function missingFromLock(packages: Readonly<LockedPackages>): [from: string, name: string, version: string][] {
  const isLocked = (from: string, name: string, version: string): boolean => {
    const place = placeOf(packages, from, name);
    return place !== undefined && (!/^\d/.test(version) || packages[place]?.version === version);
  };
  return Object.entries(packages).flatMap(([from, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name, version]) => !isLocked(from, name, version))
      .map(([name, version]): [string, string, string] => [from, name, version]),
  );
}

/** An entry whose platform is read from the package's name, such as `binding-linux-arm64-musl`. */
function entryFor(name: string, version: string, isDev: boolean): LockEntry {
  const words = name.split(/[-/]/);
  const os = words.filter((word) => OPERATING_SYSTEMS.includes(word));
  const cpu = words.filter((word) => PROCESSORS.includes(word));
  const libc = words.flatMap((word) => (os.includes('linux') ? (LIBRARIES[word] ?? []) : []));
  if (os.length !== 1 || cpu.length !== 1) throw new Error(`cannot read a platform from the name ${name}`);
  return {
    version,
    cpu,
    ...(isDev ? { dev: true } : {}),
    ...(libc.length > 0 ? { libc } : {}),
    optional: true,
    os,
  };
}

function completeLock(path: string): number {
  const lock = JSON.parse(readFileSync(path, 'utf8')) as { packages: LockedPackages };
  let added = 0;
  // One at a time: an entry can take the place of another version of the same binary, which is then missing itself.
  for (let missing = missingFromLock(lock.packages)[0]; missing; missing = missingFromLock(lock.packages)[0]) {
    const [from, name, version] = missing;
    // It belongs where a sibling binary stands: one that is found and has the right version.
    const own = Object.entries(lock.packages[from]?.optionalDependencies ?? {}).flatMap(([other, wanted]) => {
      const place = placeOf(lock.packages, from, other);
      return place !== undefined && lock.packages[place]?.version === wanted ? [place.slice(0, -other.length)] : [];
    });
    const prefix = own[0] ?? `${from}/node_modules/`;
    lock.packages[`${prefix}${name}`] = entryFor(name, version, lock.packages[from]?.dev === true);
    added += 1;
  }
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = Object.fromEntries(sorted);
  if (added > 0) writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  return added;
}

if (import.meta.main) {
  const added = completeLock(join(import.meta.dirname, '..', 'package-lock.json'));
  process.stdout.write(`package-lock.json: ${added} entries added\n`);
}
