import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts a process's time in hundredths of a second, whatever the kernel's own tick is. */
const MS_PER_TICK = 10;

/**
 * Processor time of a living process and its living descendants, in milliseconds; undefined where there is no /proc.
 * `withReaped` adds that of children which have ended and were waited for.
 */
export function cpuMsOfTree(root: number, withReaped = false): number | undefined {
  let total: number | undefined;
  const pids = [root];
  for (const pid of pids) {
    try {
      // The name may hold spaces and brackets; the numbers follow its last bracket: state is field 3, utime field 14, that of reaped children field 16.
      const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? [];
      const own = Number(fields[11]) + Number(fields[12]);
      const reaped = withReaped ? Number(fields[13]) + Number(fields[14]) : 0;
      total = (total ?? 0) + (own + reaped) * MS_PER_TICK;
      const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim();
      if (children !== '') pids.push(...children.split(' ').map(Number));
    } catch {
      // It has ended, or this system has no such files.
    }
  }
  return total;
}

/** Whether no thread of a process and its descendants runs, wants to run, or waits for the disk. */
export function isTreeAsleep(root: number): boolean {
  const pids = [root];
  for (const pid of pids) {
    try {
      for (const thread of readdirSync(`/proc/${pid}/task`)) {
        const state = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'latin1').split(') ').at(-1)?.[0];
        if (state === 'R' || state === 'D') return false;
        const children = readFileSync(`/proc/${pid}/task/${thread}/children`, 'latin1').trim();
        if (children !== '') pids.push(...children.split(' ').map(Number));
      }
    } catch {
      // It has ended, or this system has no such files.
    }
  }
  return true;
}
