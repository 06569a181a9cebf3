import { existsSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CgroupOptions,
  CPU_SHARE,
  cgroupName,
  joinWords,
  makeDirectory,
  readText,
  removeCgroup,
  removeStaleCgroups,
  writeControl,
} from './cgroup-folder.ts';
import type { AppliedLimits, HostLimits, Limiter } from './limiter.ts';
import { parseOwnCgroups } from './own-cgroups.ts';

interface Controller {
  readonly name: 'memory' | 'pids' | 'cpu';
  readonly base: string;
}

function limitController({ name }: Controller, directory: string, limits: HostLimits): boolean {
  const bytes = String(limits.memoryMb * 2 ** 20);
  switch (name) {
    case 'memory':
      if (!writeControl(directory, 'memory.limit_in_bytes', bytes)) return false;
      // Absent where the kernel does not account for swap.
      if (existsSync(join(directory, 'memory.memsw.limit_in_bytes'))) {
        writeControl(directory, 'memory.memsw.limit_in_bytes', bytes);
      }
      return true;
    case 'pids':
      return writeControl(directory, 'pids.max', String(limits.processes));
    case 'cpu':
      return (
        writeControl(directory, 'cpu.cfs_period_us', '100000') &&
        writeControl(directory, 'cpu.cfs_quota_us', String(CPU_SHARE * 100_000))
      );
  }
}

/** Version 1 cgroups below this process's own, one per host and controller; undefined where memory cannot be limited. */
export function createCgroupV1Limiter(options: CgroupOptions = {}): Limiter | undefined {
  const { root = '/sys/fs/cgroup', removeDirectory = rmdirSync } = options;
  const own = parseOwnCgroups(options.ownCgroups ?? readText('/proc/self/cgroup'));

  const controllers: Controller[] = [];
  for (const name of ['memory', 'pids', 'cpu'] as const) {
    const mount = join(root, name);
    if (!existsSync(join(mount, 'cgroup.procs'))) continue;
    const inside = join(mount, own.get(name) ?? '/');
    // In a container the path may be that of the machine outside.
    const base = existsSync(inside) ? inside : mount;
    removeStaleCgroups(base, removeDirectory);
    const probe = join(base, cgroupName());
    if (!makeDirectory(probe)) continue;
    if (limitController({ name, base }, probe, { memoryMb: 64, processes: 8 })) controllers.push({ name, base });
    void removeCgroup(probe, removeDirectory);
  }
  if (!controllers.some(({ name }) => name === 'memory')) return undefined;

  return {
    name: 'cgroup-v1',
    summary: `${controllers.map(({ name }) => name).join(', ')} of all processes of a host together`,
    apply(limits): AppliedLimits {
      const name = cgroupName();
      const directories: string[] = [];
      for (const controller of controllers) {
        const directory = join(controller.base, name);
        if (!makeDirectory(directory)) continue;
        directories.push(directory);
        limitController(controller, directory, limits);
      }
      const memory = directories[0] as string;
      return {
        prefix: joinWords(directories),
        hasRunOutOfMemory: () => /^oom_kill [1-9]/m.test(readText(join(memory, 'memory.oom_control'))),
        release: async () => {
          await Promise.all(directories.map((directory) => removeCgroup(directory, removeDirectory)));
        },
      };
    },
  };
}
