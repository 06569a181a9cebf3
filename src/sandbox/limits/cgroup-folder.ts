import { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { threadId } from 'node:worker_threads';
import { hasProcess } from '../../base/has-process.ts';

/** At most this many processors for one host: V8 collects garbage and compiles on threads of its own. */
export const CPU_SHARE = 2;

export interface CgroupOptions {
  /** Where the hierarchy is mounted: the unified one, or the folder of the controllers'. */
  readonly root?: string;
  /** Text of /proc/self/cgroup. */
  readonly ownCgroups?: string;
  readonly removeDirectory?: (path: string) => void;
}

const NAME = /^kaizen-(\d+)-\d+-\d+$/;
let made = 0;

/** A name that no other process, no other thread of this one and no other host of this thread uses. */
export function cgroupName(): string {
  made += 1;
  return `kaizen-${process.pid}-${threadId}-${made}`;
}

export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Writes one control file; false when the kernel refuses. */
export function writeControl(directory: string, file: string, value: string): boolean {
  try {
    writeFileSync(join(directory, file), value);
    return true;
  } catch {
    return false;
  }
}

export function makeDirectory(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Removes folders that dead Kaizen processes left behind. */
export function removeStaleCgroups(base: string, removeDirectory: (path: string) => void = rmdirSync): void {
  let names: string[];
  try {
    names = readdirSync(base);
  } catch {
    return;
  }
  for (const name of names) {
    const pid = Number(NAME.exec(name)?.[1] ?? Number.NaN);
    if (!Number.isInteger(pid) || hasProcess(pid)) continue;
    try {
      removeDirectory(join(base, name));
    } catch {
      // Still in use by something that outlived its parent; the next start tries again.
    }
  }
}

/** A cgroup can be removed only when its last process is reaped, which may be a moment after the host's end. */
export async function removeCgroup(path: string, removeDirectory: (path: string) => void = rmdirSync): Promise<void> {
  for (let attempt = 0; attempt < 40; attempt++) {
    try {
      removeDirectory(path);
      return;
    } catch (thrown) {
      if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return;
      await sleep(25);
    }
  }
}

/** A shell that moves itself into the cgroups and then becomes the command that follows. */
export function joinWords(directories: readonly string[]): string[] {
  const moves = directories.map((_, index) => `echo $$ > "$${index + 1}/cgroup.procs"`).join(' && ');
  return ['/bin/sh', '-c', `${moves} && shift ${directories.length} && exec "$@"`, 'sh', ...directories];
}
