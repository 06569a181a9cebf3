import type { Clock } from '../../base/clock.ts';
import type { PythonRuntime } from '../../core/runtime.ts';
import type { Sandbox, SandboxBackend } from '../contract.ts';
import { createCommandLauncher } from './launcher.ts';
import { Places } from './places.ts';
import { type PythonHost, startPythonHost } from './python-host.ts';
import { PythonSession } from './python-session.ts';
import { findTool } from './toolchain.ts';

export interface PythonSandboxOptions {
  readonly backend: SandboxBackend | 'auto';
  readonly hosts: number;
  readonly clock: Clock;
}

/** Programs after which a warm host is replaced. */
const RECYCLE_AFTER = 500;

/** An evaluation that takes this many times the longest one that succeeded so far will not end, or is not worth it. */
const LONGER_THAN_LONGEST = 20;
const LEAST_LIMIT_MS = 5_000;

interface WarmHost extends PythonHost {
  readonly memoryMb: number;
  jobs: number;
}

/**
 * Runs Python programs, and Python evaluators that import them, in warm hosts: each has imported what is needed once and
 * forks for every program. Between two programs it ends whatever the first one left behind; where it cannot be sure,
 * it ends itself. Without a process namespace of its own no host is used twice.
 */
export async function createPythonSandbox(runtime: PythonRuntime, options: PythonSandboxOptions): Promise<Sandbox> {
  const { hosts, clock } = options;
  // A missing interpreter is told before the first candidate.
  findTool(runtime.python);
  const launcher = await createCommandLauncher(options.backend);
  const places = new Places(hosts);
  const idle: WarmHost[] = [];
  // Imported tasks allow minutes for what takes milliseconds, and every program that loops would cost them.
  const isImported = runtime.mode !== 'calls';
  let longestMs = 0;
  const started = new Set<WarmHost>();

  const start = (memoryMb: number): WarmHost => {
    const host: WarmHost = { ...startPythonHost(runtime, launcher, memoryMb), memoryMb, jobs: 0 };
    started.add(host);
    void host.process.ended.then(() => started.delete(host));
    return host;
  };
  const warmHost = (memoryMb: number): WarmHost | undefined => {
    for (let host = idle.pop(); host !== undefined; host = idle.pop()) {
      if (host.process.isAlive && host.memoryMb === memoryMb) return host;
      host.process.kill('replaced');
    }
    return undefined;
  };

  return {
    backend: launcher.backend,
    async open(program, { limits, seed, fresh = false }) {
      const release = await places.take();
      const isFirst = !isImported || longestMs === 0 || fresh;
      const patientMs = Math.max(LEAST_LIMIT_MS, LONGER_THAN_LONGEST * longestMs);
      const take = (isNew: boolean): WarmHost => {
        const host = (isNew ? undefined : warmHost(limits.memoryMb)) ?? start(limits.memoryMb);
        host.jobs += 1;
        return host;
      };
      return new PythonSession({
        program,
        limits,
        limitMs: isFirst ? limits.wallMs : Math.min(limits.wallMs, patientMs),
        onAnswer: (tookMs) => {
          longestMs = Math.max(longestMs, tookMs);
        },
        seed,
        clock,
        python: findTool(runtime.python).program,
        host: (isNew) => take(isNew || fresh),
        giveBack: async (host, isClean) => {
          const kept = host as WarmHost;
          if (isClean && launcher.isIsolated && !fresh && kept.jobs < RECYCLE_AFTER) idle.push(kept);
          else {
            kept.process.kill('its work is done');
            await kept.process.ended;
          }
          release();
        },
        withoutHost: release,
      });
    },
    async close() {
      const left = [...started];
      for (const { process } of left) process.kill('the sandbox was closed');
      await Promise.all(left.map(({ process }) => process.ended));
    },
  };
}
