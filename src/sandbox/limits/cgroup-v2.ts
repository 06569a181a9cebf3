import { rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

/** The controllers that children of this cgroup get, switching memory, pids and cpu on where that is allowed. */
function enabledControllers(base: string): Set<string> {
  const available = new Set(readText(join(base, 'cgroup.controllers')).split(/\s+/));
  for (const name of ['memory', 'pids', 'cpu']) {
    const enabled = readText(join(base, 'cgroup.subtree_control')).split(/\s+/);
    if (available.has(name) && !enabled.includes(name)) writeControl(base, 'cgroup.subtree_control', `+${name}`);
  }
  return new Set(readText(join(base, 'cgroup.subtree_control')).split(/[\s+]+/));
}

function limitDirectory(directory: string, controllers: ReadonlySet<string>, limits: HostLimits): boolean {
  if (!writeControl(directory, 'memory.max', String(limits.memoryMb * 2 ** 20))) return false;
  writeControl(directory, 'memory.swap.max', '0');
  // One process too large ends the whole host, so that no half of it goes on.
  writeControl(directory, 'memory.oom.group', '1');
  if (controllers.has('pids')) writeControl(directory, 'pids.max', String(limits.processes));
  if (controllers.has('cpu')) writeControl(directory, 'cpu.max', `${CPU_SHARE * 100_000} 100000`);
  return true;
}

/**
 * Version 2 cgroups, one per host. A cgroup that has processes cannot have children with controllers, so where this
 * process's own cgroup refuses, a sibling is made below its parent, as in a systemd user session. Undefined where
 * neither allows a memory limit.
 */
export function createCgroupV2Limiter(options: CgroupOptions = {}): Limiter | undefined {
  const { root = '/sys/fs/cgroup', removeDirectory = rmdirSync } = options;
  const path = parseOwnCgroups(options.ownCgroups ?? readText('/proc/self/cgroup')).get('');
  if (path === undefined) return undefined;
  const own = join(root, path);
  const bases = path === '/' ? [own] : [own, dirname(own)];

  for (const base of bases) {
    const controllers = enabledControllers(base);
    if (!controllers.has('memory')) continue;
    removeStaleCgroups(base, removeDirectory);
    const probe = join(base, cgroupName());
    if (!makeDirectory(probe)) continue;
    const isWorking = limitDirectory(probe, controllers, { memoryMb: 64, processes: 8 });
    void removeCgroup(probe, removeDirectory);
    if (!isWorking) continue;
    const limited = ['memory', 'pids', 'cpu'].filter((name) => controllers.has(name));
    return {
      name: 'cgroup-v2',
      summary: `${limited.join(', ')} of all processes of a host together`,
      apply(limits): AppliedLimits {
        const directory = join(base, cgroupName());
        makeDirectory(directory);
        limitDirectory(directory, controllers, limits);
        return {
          prefix: joinWords([directory]),
          hasRunOutOfMemory: () => /^oom_kill [1-9]/m.test(readText(join(directory, 'memory.events'))),
          release: async () => {
            writeControl(directory, 'cgroup.kill', '1');
            await removeCgroup(directory, removeDirectory);
          },
        };
      },
    };
  }
  return undefined;
}
