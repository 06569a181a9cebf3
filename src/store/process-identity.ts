import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { hasProcess } from '../base/has-process.ts';

/** What tells one process from every other, also from one that got its number after it died or after a reboot. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Id of this boot of the machine; the host name where the system has none. */
  readonly boot: string;
  /** The process-number namespace; numbers of another one (a container's) mean nothing here. */
  readonly namespace: string;
  /** Clock ticks after boot at which the process began; empty where unknown. */
  readonly started: string;
}

export type Liveness = 'alive' | 'dead' | 'unknown';

export function currentProcess(): ProcessIdentity {
  return {
    pid: process.pid,
    boot: readText('/proc/sys/kernel/random/boot_id')?.trim() ?? hostname(),
    namespace: pidNamespace(),
    started: startTime(process.pid) ?? '',
  };
}

/** Whether a process that wrote its identity down still lives. `unknown` when it can only be seen from a container. */
export function livenessOf(process: ProcessIdentity, here: ProcessIdentity = currentProcess()): Liveness {
  if (process.boot !== here.boot) return 'dead';
  if (process.namespace !== here.namespace) return 'unknown';
  if (process.started === '') return hasProcess(process.pid) ? 'alive' : 'dead';
  return startTime(process.pid) === process.started ? 'alive' : 'dead';
}

/** Field 22 of /proc/<pid>/stat; undefined for a process that is gone, or dead and not yet collected by its parent. */
function startTime(pid: number): string | undefined {
  // The second field is a name in brackets that may hold spaces and brackets itself.
  const fields = readText(`/proc/${pid}/stat`)?.split(') ').at(-1)?.split(' ');
  if (fields === undefined || fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return fields[19];
}

function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
