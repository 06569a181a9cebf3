import type { Clock } from '../../base/clock.ts';
import type { Runtime } from '../../core/runtime.ts';
import type { Sandbox, SandboxBackend } from '../contract.ts';
import { createSandbox } from '../create-sandbox.ts';
import { createCommandSandbox } from './command-sandbox.ts';
import { createPythonSandbox } from './python-sandbox.ts';

export interface RuntimeSandboxOptions {
  readonly backend: SandboxBackend | 'auto';
  /** Candidates that run at the same time, ≥ 1. */
  readonly hosts: number;
  readonly clock: Clock;
}

/** The sandbox for the programs of a task: JavaScript hosts, commands, or Python hosts. */
export function createRuntimeSandbox(runtime: Runtime | undefined, options: RuntimeSandboxOptions): Promise<Sandbox> {
  if (runtime === undefined) return createSandbox(options);
  return runtime.kind === 'python' ? createPythonSandbox(runtime, options) : createCommandSandbox(runtime, options);
}
