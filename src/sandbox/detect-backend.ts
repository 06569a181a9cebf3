import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { type BubblewrapOptions, createBubblewrapLauncher } from './bubblewrap.ts';
import type { SandboxBackend } from './contract.ts';
import { detectLimiter } from './limits/detect-limiter.ts';
import type { Limiter } from './limits/limiter.ts';

/** Which sandbox this machine allows, for people and for 'auto'. */
export interface BackendReport {
  readonly backend: SandboxBackend;
  /** One line: why this one. */
  readonly reason: string;
  /** How processes are limited. */
  readonly limiter: Limiter['name'];
  readonly limits: string;
  /** The command that would make it better; absent when nothing is missing. */
  readonly install?: string;
}

const PROBE_MS = 10_000;
const PLACES = ['/usr/bin/bwrap', '/usr/local/bin/bwrap', '/bin/bwrap'];
const INSTALL = 'apt-get install bubblewrap';

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Runs a trivial program through the very command that hosts use; undefined when it worked, else why not. */
async function failureOf(options: BubblewrapOptions): Promise<string | undefined> {
  const { words, environment, limits } = createBubblewrapLauncher(options).command(['/usr/bin/true'], 64);
  const [program, ...rest] = words;
  const failure = await new Promise<string | undefined>((resolve) => {
    const child = spawn(program, rest, { env: environment, stdio: ['ignore', 'ignore', 'pipe'], timeout: PROBE_MS });
    let text = '';
    child.stderr.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString('utf8')).slice(0, 500);
    });
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => resolve(code === 0 ? undefined : text.trim().split('\n')[0] || `exit code ${code}`));
  });
  await limits.release();
  return failure;
}

async function search(): Promise<BubblewrapOptions | string> {
  if (process.platform !== 'linux') return `bubblewrap needs Linux, this is ${process.platform}`;
  const bubblewrap = PLACES.find(isExecutable);
  if (bubblewrap === undefined) return 'bubblewrap is not installed';
  const options = { bubblewrap, limiter: detectLimiter() };
  const failure = await failureOf(options);
  if (failure === undefined) return options;
  // Some systems allow namespaces to root only.
  const withRoot = { ...options, withRoot: true };
  const isRoot = process.getuid?.() === 0;
  return isRoot && (await failureOf(withRoot)) === undefined ? withRoot : `bubblewrap does not work here: ${failure}`;
}

let found: Promise<BubblewrapOptions | string> | undefined;

/** How to call bubblewrap on this machine, tried for real once per process, or one line why it cannot be called. */
export function findWorkingBubblewrap(): Promise<BubblewrapOptions | string> {
  found ??= search();
  return found;
}

/** What `auto` means on this machine. */
export async function detectBackend(): Promise<BackendReport> {
  const options = await findWorkingBubblewrap();
  const limiter = detectLimiter();
  const common = { limiter: limiter.name, limits: limiter.summary };
  if (typeof options !== 'string') {
    const { isUnprivileged } = createBubblewrapLauncher(options);
    const user = isUnprivileged ? 'as an ordinary user' : 'as root, because its files are not readable for others';
    return { backend: 'bubblewrap', reason: `${options.bubblewrap} works, ${user}`, ...common };
  }
  const isMissing = options.endsWith('not installed');
  return { backend: 'quickjs', reason: options, ...common, ...(isMissing ? { install: INSTALL } : {}) };
}
