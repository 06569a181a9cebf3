import { accessSync, constants } from 'node:fs';
import type { AppliedLimits, HostLimits, Limiter } from './limiter.ts';

const PATHS = ['/usr/bin/prlimit', '/bin/prlimit'];

/**
 * RLIMIT_NPROC counts the processes and threads of a user, and all hosts run as the same one: with the limit of a single
 * host, a few hosts side by side would keep each other from starting.
 */
export const HOSTS_PER_USER = 4;

/** The prlimit command, or undefined where there is none. */
export function findPrlimit(): string | undefined {
  return PATHS.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Limits that are useful beside a cgroup too: no core files, few descriptors, small files. */
export function processLimitWords(prlimit: string): string[] {
  return [prlimit, '--core=0', '--nofile=256', `--fsize=${64 * 1024 * 1024}`];
}

/** Address space that V8 reserves for machine code, writable and therefore counted, though hardly any of it is used. */
const CODE_RANGE_MB = 512;

/**
 * Resource limits of the kernel, per process. RLIMIT_DATA counts private writable memory; unlike RLIMIT_AS it leaves out
 * most of what V8 only reserves. RLIMIT_NPROC counts all processes of the user in one user namespace.
 */
export function createPrlimitLimiter(prlimit: string): Limiter {
  return {
    name: 'prlimit',
    summary: 'memory per process (RLIMIT_DATA), processes per user (RLIMIT_NPROC), file size, open files',
    apply(limits: HostLimits): AppliedLimits {
      return {
        prefix: [
          ...processLimitWords(prlimit),
          `--data=${(limits.memoryMb + CODE_RANGE_MB) * 1024 * 1024}`,
          `--nproc=${limits.processes * HOSTS_PER_USER}`,
        ],
        hasRunOutOfMemory: () => false,
        release: () => Promise.resolve(),
      };
    },
  };
}
