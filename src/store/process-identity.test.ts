import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { currentProcess, livenessOf } from './process-identity.ts';

const here = currentProcess();
const hasProc = existsSync('/proc/self/stat');

describe('process identity', () => {
  it('knows itself to be alive', () => {
    expect(here.pid).toBe(process.pid);
    expect(here.boot).not.toBe('');
    expect(livenessOf(here)).toBe('alive');
    expect(currentProcess()).toEqual(here);
  });

  it.each([
    ['of an earlier boot is dead', { boot: 'an earlier one' }, 'dead'],
    ['with a recycled number is dead', { started: `${Number(here.started) - 1}` }, hasProc ? 'dead' : 'alive'],
    ['with a number that nobody has is dead', { pid: 2 ** 22 + 1 }, 'dead'],
    ['of another container cannot be told', { namespace: 'pid:[1]' }, 'unknown'],
    ['of a system without start times goes by its number', { started: '' }, 'alive'],
    ['of such a system, gone', { started: '', pid: 2 ** 22 + 1 }, 'dead'],
    ['of such a system that belongs to another user', { started: '', pid: 1 }, 'alive'],
  ])('%s', (_name, parts, expected) => {
    expect(livenessOf({ ...here, ...parts }, here)).toBe(expected);
  });

  it.runIf(hasProc)('takes a process for dead that was killed and not collected yet', async () => {
    // The shell becomes a sleep that never waits for its child, so the child stays in the process table.
    const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    const fields = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    await expect.poll(() => fields()[0]).toBe('Z');
    const started = fields()[19] as string;
    expect(Number(started)).toBeGreaterThan(0);
    expect(livenessOf({ ...here, pid, started }, here)).toBe('dead');
    parent.kill('SIGKILL');
  });

  it.runIf(hasProc)('takes another process that lives for alive', async () => {
    const child = spawn('sleep', ['60'], { stdio: 'ignore' });
    await once(child, 'spawn');
    const pid = child.pid as number;
    const started = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] as string;
    expect(livenessOf({ ...here, pid, started }, here)).toBe('alive');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(livenessOf({ ...here, pid, started }, here)).toBe('dead');
  });
});
