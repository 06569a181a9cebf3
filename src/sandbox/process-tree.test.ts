import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { cpuMsOfTree } from './process-tree.ts';

describe.runIf(process.platform === 'linux')('the processor time of a process tree', () => {
  it('is this process’s own, and never runs backwards', () => {
    const before = cpuMsOfTree(process.pid) as number;
    let sum = 0;
    while ((cpuMsOfTree(process.pid) as number) < before + 30) for (let i = 0; i < 1e5; i++) sum += i;
    expect(sum).toBeGreaterThan(0);
  });

  it('includes grandchildren', async () => {
    const child = spawn('/bin/sh', ['-c', '(while :; do :; done) & wait'], { detached: true, stdio: 'ignore' });
    const pid = child.pid as number;
    let used = 0;
    // Ends only when the grandchild's time is seen: the shell in between waits and uses none.
    while (used < 50) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      used = cpuMsOfTree(pid) ?? 0;
    }
    process.kill(-pid, 'SIGKILL');
    expect(used).toBeGreaterThanOrEqual(50);
  });

  it('is unknown for a process that is not there', () => {
    expect(cpuMsOfTree(2 ** 22 + 1)).toBeUndefined();
  });
});
