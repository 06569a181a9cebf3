import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { Command } from 'commander';
import { currentEnvironment } from '../../models/environment.ts';
import { providerStatus } from '../../models/provider-status.ts';
import { detectBackend } from '../../sandbox/create-sandbox.ts';
import { type CommonOptions, print, workspaceFolder } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { paint } from '../render/paint.ts';
import { table } from '../render/table.ts';
import { typedCommand } from '../typed-command.ts';

interface Check {
  readonly name: string;
  readonly state: 'good' | 'limited' | 'bad';
  readonly found: string;
  readonly next?: string;
}

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('check what this machine offers: sandbox, Node, disk, Python, models')
    .addHelpText('after', '\nExample:\n  kaizen doctor')
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>();
      const checks = await Promise.all([
        checkNode(),
        checkSandbox(),
        checkDisk(workspaceFolder(options)),
        checkPython(),
        checkModels(),
      ]);
      if (checks.some(({ state }) => state === 'bad')) process.exitCode = EXIT.failed;
      print(options, checks, () =>
        table(
          checks.map(({ name, state, found, next }) => [
            paint(state === 'good' ? 'green' : state === 'limited' ? 'yellow' : 'red', state),
            name,
            next === undefined ? found : `${found}; ${next}`,
          ]),
        ),
      );
    });
}

function checkNode(): Check {
  return { name: 'node', state: 'good', found: `${process.version} at ${process.execPath}` };
}

async function checkSandbox(): Promise<Check> {
  const { backend, reason, install } = await detectBackend();
  if (backend === 'bubblewrap') return { name: 'sandbox', state: 'good', found: `bubblewrap: ${reason}` };
  return { name: 'sandbox', state: 'limited', found: `${backend}: ${reason}`, ...(install && { next: install }) };
}

const LEAST_FREE = 200 * 2 ** 20;

async function checkDisk(folder: string): Promise<Check> {
  let nearest = folder;
  while (!existsSync(nearest)) nearest = dirname(nearest);
  const { bavail, bsize } = await statfs(nearest);
  const free = bavail * bsize;
  const found = `${(free / 2 ** 30).toFixed(1)} GiB free for ${folder}`;
  return free >= LEAST_FREE
    ? { name: 'disk', state: 'good', found }
    : { name: 'disk', state: 'bad', found, next: 'free some space: a run of 100,000 candidates takes about 200 MB' };
}

async function checkPython(): Promise<Check> {
  try {
    const { stdout } = await promisify(execFile)('python3', ['--version']);
    return { name: 'python', state: 'good', found: stdout.trim() };
  } catch {
    return { name: 'python', state: 'limited', found: 'no python3', next: 'only needed for tasks written in Python' };
  }
}

function checkModels(): Check {
  const usable = providerStatus(currentEnvironment()).filter(({ isUsable, url }) => isUsable && url === null);
  return usable.length > 0
    ? { name: 'models', state: 'good', found: `keys of ${usable.map(({ title }) => title).join(', ')}` }
    : { name: 'models', state: 'limited', found: 'no keys', next: `none is needed; see: ${typedCommand()} models` };
}
