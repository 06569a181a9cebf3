import { systemClock } from '../base/clock.ts';
import { createProgram, type Program } from '../core/program.ts';
import { DEFAULT_LIMITS, type Limits } from '../core/task.ts';
import { CandidateFault, type CandidateSession, type Sandbox, type SandboxBackend } from './contract.ts';
import { createSandbox } from './create-sandbox.ts';

/** What the conformance suites of the sandbox share: every backend passes the same cases. */

export const BACKENDS: readonly SandboxBackend[] = ['bubblewrap', 'quickjs', 'none'];

/** A sandbox with one host. A missing bubblewrap fails loudly: an untested sandbox must not look like a tested one. */
export async function sandboxFor(backend: SandboxBackend): Promise<Sandbox> {
  try {
    return await createSandbox({ backend, hosts: 1, clock: systemClock });
  } catch (cause) {
    throw new Error(`${backend} must work for these tests; for bubblewrap: apt-get install bubblewrap`, { cause });
  }
}

export function javascript(text: string): Program {
  return createProgram({ language: 'javascript', entry: 'main.js', files: { 'main.js': text } });
}

export interface Options {
  readonly limits?: Partial<Limits>;
  readonly seed?: number;
  readonly fresh?: boolean;
}

/** Opens a session, uses it, and closes it. */
export async function inSession<T>(
  sandbox: Sandbox,
  program: Program | string,
  use: (session: CandidateSession) => Promise<T>,
  options: Options = {},
): Promise<T> {
  const { limits, seed = 1, fresh = false } = options;
  const opened = await sandbox.open(typeof program === 'string' ? javascript(program) : program, {
    limits: { ...DEFAULT_LIMITS, ...limits },
    seed,
    fresh,
  });
  try {
    return await use(opened);
  } finally {
    opened.close();
  }
}

/** The answer to one call without arguments. */
export function answer(sandbox: Sandbox, source: string, options?: Options): Promise<unknown> {
  return inSession(sandbox, source, async (session) => (await session.call('f', [[]]))[0], options);
}

/** The fault of one call, with what it used. */
export function fault(sandbox: Sandbox, program: Program | string, options?: Options) {
  return inSession(
    sandbox,
    program,
    async (session) => {
      try {
        await session.call('f', [[]]);
      } catch (thrown) {
        if (!(thrown instanceof CandidateFault)) throw thrown;
        return { status: thrown.status, reason: thrown.message, steps: session.usage.steps };
      }
      throw new Error('there was no fault');
    },
    options,
  );
}
