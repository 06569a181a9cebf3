import { readFileSync } from 'node:fs';

/** Linux counts a process's time in hundredths of a second, whatever the kernel's own tick is. */
const MS_PER_TICK = 10;

/** Processor time of a living process and its living descendants, in milliseconds; undefined where there is no /proc. */
export function cpuMsOfTree(root: number): number | undefined {
  let total: number | undefined;
  const pids = [root];
  for (const pid of pids) {
    try {
      // The name may hold spaces and brackets; the numbers follow its last bracket: state is field 3, utime field 14.
      const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? [];
      total = (total ?? 0) + (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
      const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim();
      if (children !== '') pids.push(...children.split(' ').map(Number));
    } catch {
      // It has ended, or this system has no such files.
    }
  }
  return total;
}
