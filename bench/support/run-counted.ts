import { spawnSync } from 'node:child_process';

export interface CountedProcess {
  readonly isOk: boolean;
  readonly output: string;
  /** CPU time of the process and of all below it that it waited for, user and system, in milliseconds. */
  readonly cpuMs: number;
}

/** Runs a command to its end, and tells what CPU time it and its children took (`times` of the shell). */
export function runCounted(
  command: readonly string[],
  timeoutMs: number,
  environment: Readonly<Record<string, string>> = {},
): CountedProcess {
  const script = '"$@" >&2; code=$?; times; exit $code';
  const { status, stdout, stderr } = spawnSync('sh', ['-c', script, 'sh', ...command], {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
    timeout: timeoutMs,
    maxBuffer: 2 ** 28,
  });
  // The second line is the children's: "0m1.230000s 0m0.120000s".
  const line = stdout.trim().split('\n').at(-1) ?? '';
  const cpuMs = [...line.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + (Number(minutes) * 60 + Number(seconds)) * 1000,
    0,
  );
  return { isOk: status === 0, output: stderr, cpuMs };
}
