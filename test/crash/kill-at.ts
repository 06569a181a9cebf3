import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../src/base/clock.ts';
import { openWorkspace } from '../../src/store/open-workspace.ts';
import { verifyLog } from '../../src/store/verify-log.ts';

/**
 * Lets a program of this folder work on a run, and kills it with SIGKILL once it has told, on standard output, of `killAt`
 * commits.
 */
export function workUntil(
  program: string,
  words: readonly string[],
  killAt: number,
): Promise<{ readonly wasKilled: boolean; readonly committed: number }> {
  const path = fileURLToPath(new URL(program, import.meta.url));
  const child = spawn(process.execPath, [path, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  let committed = 0;
  child.stdout.on('data', (data: Buffer) => {
    committed = Number(data.toString().trimEnd().split('\n').at(-1));
    if (committed >= killAt) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal === null && code !== 0) reject(new Error(`the child ended with ${code}`));
      else resolve({ wasKilled: signal === 'SIGKILL', committed });
    });
  });
}

/** What the only run of a workspace has come to, and whether its log holds. */
export function readRun(folder: string) {
  const workspace = openWorkspace(folder, { clock: systemClock });
  try {
    const run = workspace.run('latest');
    const events = [...workspace.events(run.id)];
    return { run, events, calls: workspace.modelCalls(run.id), findings: verifyLog(workspace, run.id) };
  } finally {
    workspace.close();
  }
}
