import { accessSync, constants, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KaizenError } from '../../base/errors.ts';
import { isWithin } from '../../base/is-within.ts';
import { isolationWords, systemBinds } from '../bubblewrap.ts';
import type { SandboxBackend } from '../contract.ts';
import { detectBackend, findWorkingBubblewrap } from '../detect-backend.ts';
import { HOST_OVERHEAD_MB, MAX_PROCESSES } from '../host-command.ts';
import { detectLimiter } from '../limits/detect-limiter.ts';
import type { AppliedLimits } from '../limits/limiter.ts';
import { findPrlimit, processLimitWords } from '../limits/prlimit.ts';
import { dieWithParentWords, dropRootWords } from '../unprivileged.ts';

/** A program to start in the sandbox. */
export interface CommandRequest {
  /** The program and its arguments; the program by an absolute path, or found in the folders of `path`. */
  readonly words: readonly string[];
  /** Files and folders that are visible inside, read-only, at the place where they are outside. */
  readonly readOnly: readonly string[];
  /** Not visible, also where what is around it is: files, and folders but for what `readOnly` names in them. */
  readonly hidden?: readonly string[];
  /** Folders of programs, before those of the system. */
  readonly path?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  /** Folder to start in; default: an empty scratch folder. */
  readonly folder?: string;
  /** MiB of scratch space; default 64. */
  readonly scratchMb?: number;
}

/** A command line that is ready to be started. */
export interface ConfinedCommand {
  readonly words: readonly [string, ...string[]];
  /** The whole environment; undefined for the user's own, which is for trusted commands only. */
  readonly environment: Readonly<Record<string, string>> | undefined;
  readonly folder: string | undefined;
  readonly limits: AppliedLimits;
}

export interface CommandLauncher {
  readonly backend: SandboxBackend;
  /** Whether what is started has a process namespace of its own. */
  readonly isIsolated: boolean;
  command(request: CommandRequest): ConfinedCommand;
}

/** Which compiler `cc` is, and where libraries are: links and an index, nothing of the user's. */
const OF_SYSTEM = ['/etc/alternatives', '/etc/ld.so.cache'];
const SYSTEM_PATH = '/usr/local/bin:/usr/bin:/bin';

/** Writes the processor time of what it ran to file descriptor 3, which what it runs does not have. */
const REPORT_TIMES = '"$@" 3>&-; code=$?; times >&3; exit $code';

/** bash reports milliseconds, other shells hundredths of a second. */
function timesWords(): string[] {
  const shell = ['/bin/bash', '/usr/bin/bash'].find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (shell === undefined) return ['/bin/sh', '-c', REPORT_TIMES, 'sh'];
  // With a socket for its input bash takes itself for a remote login and would read the user's start-up files.
  return [shell, '--norc', '--noprofile', '-c', REPORT_TIMES, 'sh'];
}

/**
 * Starts commands behind the same wall as JavaScript candidates: namespaces of their own, no network, no home, an empty
 * environment, limits. Throws KAIZEN_SANDBOX_BACKEND where bubblewrap does not work and `none` was not asked for.
 */
export async function createCommandLauncher(wanted: SandboxBackend | 'auto'): Promise<CommandLauncher> {
  if (wanted === 'none') return plainLauncher();
  const found = await findWorkingBubblewrap();
  if (wanted !== 'quickjs' && typeof found !== 'string') return bubblewrapLauncher(found);
  const { install } = await detectBackend();
  throw new KaizenError('KAIZEN_SANDBOX_BACKEND', 'programs in this language need the bubblewrap sandbox', {
    wanted: 'bubblewrap, which can hold any program',
    got: typeof found === 'string' ? found : `--sandbox ${wanted}, which can hold JavaScript only`,
    next: install ?? 'use --sandbox auto; --sandbox none runs the programs with no isolation at all',
  });
}

function bubblewrapLauncher(
  options: Exclude<Awaited<ReturnType<typeof findWorkingBubblewrap>>, string>,
): CommandLauncher {
  const { bubblewrap, limiter, withRoot = false } = options;
  const prlimit = findPrlimit();
  const extraLimits = prlimit === undefined || limiter.name === 'prlimit' ? [] : processLimitWords(prlimit);
  const system = OF_SYSTEM.filter((path) => existsSync(path)).flatMap((path) => ['--ro-bind', path, path]);
  const isolation = [...isolationWords(bubblewrap), ...systemBinds(), ...system];
  return {
    backend: 'bubblewrap',
    isIsolated: true,
    command(request) {
      const { readOnly, hidden = [], environment = {}, memoryMb, path = [], folder = '/job', scratchMb = 64 } = request;
      const limits = limiter.apply({ memoryMb: memoryMb + HOST_OVERHEAD_MB, processes: MAX_PROCESSES });
      const scratch = String(scratchMb * 1024 * 1024);
      const variables = { ...environment, KAIZEN_JOB: '/job', PATH: [...path, SYSTEM_PATH].join(':') };
      const words = [
        ...limits.prefix,
        ...extraLimits,
        ...dieWithParentWords(),
        ...timesWords(),
        ...(withRoot ? [] : dropRootWords(readOnly)),
        ...isolation,
        ...Object.entries(variables).flatMap(([name, value]) => ['--setenv', name, value]),
        ...['--dev', '/dev'],
        // Python's locks between processes, and others, are files there.
        ...['--size', scratch, '--tmpfs', '/dev/shm'],
        ...['--size', scratch, '--tmpfs', '/tmp', '--size', scratch, '--tmpfs', '/job'],
        ...visibleWords(readOnly, hidden),
        ...['--chdir', folder, '--remount-ro', '/dev', '--remount-ro', '/', '--'],
        ...request.words,
      ] as [string, ...string[]];
      return { words, environment: { PATH: '/usr/bin:/bin' }, folder: undefined, limits };
    },
  };
}

/**
 * Binds what is visible. What lies around a hidden folder goes first, an empty folder over it next: a task below /usr, or
 * in a project that is installed from where it lies, would be seen otherwise. A hidden file gives way to a device, which
 * nobody can open in a bind.
 */
function visibleWords(readOnly: readonly string[], hidden: readonly string[]): string[] {
  const bind = (place: string): string[] => ['--ro-bind', place, place];
  const covered = hidden.filter((folder) => ['/usr', ...readOnly].some((place) => isWithin(folder, place)));
  const isHidden = (place: string): boolean => covered.some((folder) => place !== folder && isWithin(place, folder));
  const folders = covered.filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true);
  const files = covered.filter((path) => !folders.includes(path) && existsSync(path));
  return [
    ...readOnly.filter((place) => !isHidden(place)).flatMap(bind),
    ...files.flatMap((file) => ['--ro-bind', '/dev/null', file]),
    ...folders.flatMap((folder) => ['--tmpfs', folder]),
    ...readOnly.filter(isHidden).flatMap(bind),
    ...folders.flatMap((folder) => ['--remount-ro', folder]),
  ];
}

/** Ordinary child processes with an empty environment and limits: nothing keeps them from the user's files. */
function plainLauncher(): CommandLauncher {
  const limiter = detectLimiter();
  const prlimit = findPrlimit();
  const extraLimits = prlimit === undefined || limiter.name === 'prlimit' ? [] : processLimitWords(prlimit);
  const processes = limiter.name === 'prlimit' ? 4096 : MAX_PROCESSES;
  return {
    backend: 'none',
    isIsolated: false,
    command({ words, environment = {}, memoryMb, path = [], folder }) {
      const limits = limiter.apply({ memoryMb: memoryMb + HOST_OVERHEAD_MB, processes });
      const job = mkdtempSync(join(tmpdir(), 'kaizen-job-'));
      return {
        words: [...limits.prefix, ...extraLimits, ...dieWithParentWords(), ...timesWords(), ...words] as [
          string,
          ...string[],
        ],
        environment: { HOME: job, TZ: 'UTC', ...environment, KAIZEN_JOB: job, PATH: [...path, SYSTEM_PATH].join(':') },
        folder: folder ?? job,
        limits: {
          ...limits,
          release: async () => {
            await limits.release();
            rmSync(job, { recursive: true, force: true });
          },
        },
      };
    },
  };
}
