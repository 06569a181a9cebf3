import type { Clock } from '../base/clock.ts';
import { KaizenError } from '../base/errors.ts';
import { createBubblewrapLauncher } from './bubblewrap.ts';
import type { Sandbox, SandboxBackend } from './contract.ts';
import { detectBackend, findWorkingBubblewrap } from './detect-backend.ts';
import type { HostLauncher } from './host-command.ts';
import { detectLimiter } from './limits/detect-limiter.ts';
import { PayloadCache } from './payload.ts';
import { createPlainLauncher } from './plain-process.ts';
import { HostPool } from './pool.ts';
import { HostSession } from './session.ts';

export { type BackendReport, detectBackend } from './detect-backend.ts';

export interface SandboxOptions {
  /** `auto` is bubblewrap where it works and QuickJS elsewhere; `none` must be asked for. */
  readonly backend?: 'auto' | SandboxBackend;
  /** Candidates that run at the same time, ≥ 1. */
  readonly hosts: number;
  /** Candidates after which a warm host is replaced. */
  readonly recycleAfter?: number;
  readonly clock: Clock;
}

const RECYCLE_AFTER = 2_000;

async function launcherOf(backend: SandboxBackend): Promise<HostLauncher> {
  if (backend !== 'bubblewrap') return createPlainLauncher(backend === 'quickjs' ? 'quickjs' : 'v8', detectLimiter());
  const options = await findWorkingBubblewrap();
  if (typeof options !== 'string') return createBubblewrapLauncher(options);
  const { install } = await detectBackend();
  throw new KaizenError('KAIZEN_SANDBOX_BACKEND', 'the sandbox that was asked for does not work here', {
    wanted: 'bubblewrap',
    got: options,
    next: install ?? 'use the quickjs backend',
  });
}

/** Makes a sandbox. Hosts start when they are first needed. Throws KaizenError when the backend does not work here. */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { hosts, recycleAfter = RECYCLE_AFTER, clock } = options;
  if (!Number.isInteger(hosts) || hosts < 1 || !Number.isInteger(recycleAfter) || recycleAfter < 1) {
    throw new KaizenError('KAIZEN_SANDBOX_OPTIONS', 'a sandbox option is out of range', {
      wanted: 'hosts ≥ 1 and recycleAfter ≥ 1, integers',
      got: `hosts ${hosts}, recycleAfter ${recycleAfter}`,
    });
  }
  const wanted = options.backend ?? 'auto';
  const backend = wanted === 'auto' ? (await detectBackend()).backend : wanted;
  const launcher = await launcherOf(backend);
  const pool = new HostPool({ launcher, hosts, recycleAfter });
  const payloads = new PayloadCache();
  return {
    backend,
    async open(program, openOptions) {
      const lease = await pool.acquire(openOptions.limits.memoryMb, openOptions.fresh === true);
      return new HostSession({ program, options: openOptions, lease, payloads, clock });
    },
    close: () => pool.close(),
  };
}
