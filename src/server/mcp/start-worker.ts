import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KaizenError } from '../../base/errors.ts';
import type { Json } from '../../base/json.ts';
import { codedError } from './coded-error.ts';
import type { ToolContext } from './tool.ts';

const POLL_MS = 100;
/** Loading a task may compile it, and a busy machine is slow. */
const START_LIMIT_MS = 120_000;

export interface StartedWorker {
  readonly run: string;
  readonly pid: number;
  /** Where its messages and its final report are written. */
  readonly log: string;
}

/**
 * Starts `kaizen <words>` as a process of its own, which outlives this one, and waits until it works on a run. Throws the
 * coded error that it ends with before that.
 */
export async function startWorker(context: ToolContext, words: readonly string[]): Promise<StartedWorker> {
  const { workspaceFolder, launcher, clock, root } = context;
  const folder = join(workspaceFolder, 'workers');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, randomUUID());
  const log = `${path}.log`;
  const report = openSync(`${path}.json`, 'ax');
  const messages = openSync(log, 'ax');
  const [program, ...first] = launcher;
  const child = spawn(program, [...first, '--workspace', workspaceFolder, '--json', ...words], {
    cwd: root,
    detached: true,
    stdio: ['ignore', report, messages],
  });
  closeSync(report);
  closeSync(messages);
  child.unref();
  await once(child, 'spawn');
  const pid = child.pid as number;
  const startedAt = clock.monotonic();
  while (clock.monotonic() - startedAt < START_LIMIT_MS) {
    const hasEnded = child.exitCode !== null || child.signalCode !== null;
    const run = await context.withWorkspace((workspace) =>
      workspace.runs().find(({ id }) => workspace.runner(id)?.pid === pid),
    );
    if (run !== undefined) return { run: run.id, pid, log };
    if (hasEnded) return { run: runOfReport(`${path}.json`, log), pid, log };
    await clock.sleep(POLL_MS);
  }
  throw new KaizenError('KAIZEN_PROCESS_FAILED', 'the process has not begun its run', {
    got: `process ${pid} still starts after ${START_LIMIT_MS / 1000} s`,
    next: `read ${log}; list_runs shows the run once it has begun`,
  });
}

/** A short run can be over before it was seen; its report then names it. */
function runOfReport(report: string, log: string): string {
  const last = readFileSync(report, 'utf8').trim().split('\n').at(-1) ?? '';
  if (last.startsWith('{')) {
    const { run } = JSON.parse(last) as { run?: Json };
    if (typeof run === 'string') return run;
  }
  throw codedError(readFileSync(log, 'utf8'), 'the process ended before its run began');
}
