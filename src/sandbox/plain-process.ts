import { join } from 'node:path';
import { HOST_OVERHEAD_MB, type HostCommand, type HostLauncher, MAX_PROCESSES, nodeFlags } from './host-command.ts';
import { findHostFiles } from './host-files.ts';
import type { Limiter } from './limits/limiter.ts';
import { findPrlimit, processLimitWords } from './limits/prlimit.ts';
import { dieWithParentWords } from './unprivileged.ts';

/** Hosts as ordinary child processes with an empty environment: no wall around them but the engine inside. */
export function createPlainLauncher(engine: 'v8' | 'quickjs', limiter: Limiter): HostLauncher {
  const files = findHostFiles();
  const prlimit = findPrlimit();
  const extraLimits = prlimit === undefined || limiter.name === 'prlimit' ? [] : processLimitWords(prlimit);
  // RLIMIT_NPROC counts all processes of the user, not only those of this host.
  const processes = limiter.name === 'prlimit' ? 4096 : MAX_PROCESSES;
  return {
    limiter,
    hostWords: (memoryMb) => [
      process.execPath,
      ...nodeFlags(memoryMb),
      join(files.directory, files.main),
      engine,
      String(memoryMb),
    ],
    command(inner, memoryMb): HostCommand {
      const limits = limiter.apply({ memoryMb: memoryMb + HOST_OVERHEAD_MB, processes });
      const words = [...limits.prefix, ...extraLimits, ...dieWithParentWords(), ...inner] as [string, ...string[]];
      return { words, environment: { PATH: '/usr/bin:/bin', TZ: 'UTC' }, limits };
    },
  };
}
