import { lstatSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { HOST_OVERHEAD_MB, type HostCommand, type HostLauncher, MAX_PROCESSES, nodeFlags } from './host-command.ts';
import { findHostFiles } from './host-files.ts';
import type { Limiter } from './limits/limiter.ts';
import { findPrlimit, processLimitWords } from './limits/prlimit.ts';
import { dropRootWords } from './unprivileged.ts';

const INSIDE = '/sandbox';
const SCRATCH_BYTES = String(64 * 1024 * 1024);

/** The system's libraries, as they are laid out here: links on merged-/usr systems, folders on others. */
export function systemBinds(): string[] {
  const words = ['--ro-bind', '/usr', '/usr'];
  for (const path of ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32']) {
    try {
      if (lstatSync(path).isSymbolicLink()) words.push('--symlink', readlinkSync(path), path);
      else words.push('--ro-bind', path, path);
    } catch {
      // Not on this system.
    }
  }
  return words;
}

/**
 * What every sandbox begins with: everything unshared, no capabilities, an environment of three variables.
 *
 * There is no /proc. Started by root, the user inside owns /proc/sys: without a capability it could set
 * kernel.core_pattern and run a program outside. The environment of bubblewrap would stand in /proc/1/environ too.
 */
export function isolationWords(bubblewrap: string): string[] {
  return [
    bubblewrap,
    '--unshare-all',
    '--unshare-user',
    '--uid',
    '65534',
    '--gid',
    '65534',
    '--disable-userns',
    '--cap-drop',
    'ALL',
    '--die-with-parent',
    '--new-session',
    '--clearenv',
    '--setenv',
    'PATH',
    '/usr/bin',
    '--setenv',
    'HOME',
    '/tmp',
    '--setenv',
    'TZ',
    'UTC',
    '--hostname',
    'sandbox',
  ];
}

/** The words of bubblewrap up to the program: nothing of the user's files but the host's own. */
function bubblewrapWords(bubblewrap: string, extraBinds: readonly string[]): string[] {
  const files = findHostFiles();
  return [
    ...isolationWords(bubblewrap),
    ...systemBinds(),
    '--ro-bind',
    process.execPath,
    `${INSIDE}/node`,
    '--ro-bind',
    files.directory,
    `${INSIDE}/host`,
    '--ro-bind',
    files.packageJson,
    `${INSIDE}/package.json`,
    ...extraBinds,
    '--dev',
    '/dev',
    '--size',
    SCRATCH_BYTES,
    '--tmpfs',
    '/tmp',
    '--size',
    SCRATCH_BYTES,
    '--tmpfs',
    '/job',
    '--chdir',
    '/job',
    // Both are file systems in memory that would otherwise take files without a limit.
    '--remount-ro',
    '/dev',
    '--remount-ro',
    '/',
  ];
}

export interface BubblewrapOptions {
  readonly bubblewrap: string;
  readonly limiter: Limiter;
  /** More read-only binds, `[from, to]`: for the tests, which run probes through the very same command. */
  readonly readOnly?: readonly (readonly [string, string])[];
  /** Keeps root where this process has it: only where the system refuses namespaces to other users. */
  readonly withRoot?: boolean;
}

export interface BubblewrapLauncher extends HostLauncher {
  /** Whether the sandbox runs as a user who is not root outside either. */
  readonly isUnprivileged: boolean;
}

/** Hosts inside namespaces of their own, with the limiter's limits and, beside a cgroup, those of prlimit. */
export function createBubblewrapLauncher(options: BubblewrapOptions): BubblewrapLauncher {
  const { bubblewrap, limiter, readOnly = [], withRoot = false } = options;
  const extraBinds = readOnly.flatMap(([from, to]) => ['--ro-bind', from, to]);
  const wrapped = bubblewrapWords(bubblewrap, extraBinds);
  const files = findHostFiles();
  const boundPaths = [process.execPath, files.directory, files.packageJson, ...readOnly.map(([from]) => from)];
  const dropRoot = withRoot ? [] : dropRootWords(boundPaths);
  const prlimit = findPrlimit();
  const extraLimits = prlimit === undefined || limiter.name === 'prlimit' ? [] : processLimitWords(prlimit);
  return {
    limiter,
    isUnprivileged: dropRoot.length > 0 || process.getuid?.() !== 0,
    hostWords: (memoryMb) => [
      `${INSIDE}/node`,
      ...nodeFlags(memoryMb),
      join(INSIDE, 'host', findHostFiles().main),
      'v8',
      String(memoryMb),
    ],
    command(inner, memoryMb): HostCommand {
      const limits = limiter.apply({ memoryMb: memoryMb + HOST_OVERHEAD_MB, processes: MAX_PROCESSES });
      const words = [...limits.prefix, ...extraLimits, ...dropRoot, ...wrapped, '--', ...inner] as [
        string,
        ...string[],
      ];
      // bubblewrap's own environment can be read inside as /proc/1/environ, so it must hold nothing.
      return { words, environment: { PATH: '/usr/bin:/bin' }, limits };
    },
  };
}
