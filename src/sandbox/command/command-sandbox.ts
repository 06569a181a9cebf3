import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import type { CommandRuntime } from '../../core/runtime.ts';
import type { Sandbox, SandboxBackend } from '../contract.ts';
import { Builds } from './builds.ts';
import { CommandSession } from './command-session.ts';
import { createCommandLauncher } from './launcher.ts';
import { Places } from './places.ts';
import { makeProgramRoot } from './program-root.ts';
import { findTool } from './toolchain.ts';

export interface CommandSandboxOptions {
  readonly backend: SandboxBackend | 'auto';
  /** Candidates that run at the same time, ≥ 1. */
  readonly hosts: number;
  readonly clock: Clock;
}

/**
 * Runs candidates of any language by the commands of a task: built once for each program, then started in a sandbox of
 * their own. Throws KAIZEN_TOOL_MISSING and KAIZEN_SANDBOX_BACKEND before the first candidate.
 */
export async function createCommandSandbox(runtime: CommandRuntime, options: CommandSandboxOptions): Promise<Sandbox> {
  const { hosts, clock } = options;
  const tool = findTool(runtime.run[0] as string);
  const buildTool = runtime.build === undefined ? undefined : findTool(runtime.build[0] as string);
  const launcher = await createCommandLauncher(options.backend);
  const folder = makeProgramRoot();
  const places = new Places(hosts);
  const sessions = new Set<CommandSession>();
  let opened = 0;
  let builds: Builds | undefined;

  return {
    backend: launcher.backend,
    async open(program, { limits, seed }) {
      const release = await places.take();
      if (runtime.build !== undefined && buildTool !== undefined) {
        const { build: words, readable, hidden = [] } = runtime;
        const { memoryMb } = limits;
        builds ??= new Builds({ words, tool: buildTool, readable, hidden, launcher, memoryMb, folder, clock });
      }
      opened += 1;
      const session = new CommandSession({
        program,
        runtime,
        tool,
        launcher,
        builds,
        limits,
        seed,
        folder: join(folder, `program-${opened}`),
        clock,
        onClose: () => {
          sessions.delete(session);
          release();
        },
      });
      sessions.add(session);
      return session;
    },
    async close() {
      await Promise.all([...sessions].map((session) => session.end()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
