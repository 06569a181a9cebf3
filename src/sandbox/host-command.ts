import type { AppliedLimits, Limiter } from './limits/limiter.ts';

/** A command line that is ready to be started, and the limits that go with it. */
export interface HostCommand {
  readonly words: readonly [string, ...string[]];
  /** The whole environment: nothing of this process's own may be inherited. */
  readonly environment: Readonly<Record<string, string>>;
  readonly limits: AppliedLimits;
}

/** Makes the command line of one host process, for an arbitrary program inside it. */
export interface HostLauncher {
  /** The words that run the host program itself; they are given to `command`. */
  hostWords(memoryMb: number): string[];
  command(inner: readonly string[], memoryMb: number): HostCommand;
  readonly limiter: Limiter;
}

/** Memory that the host needs beside the candidate's heap: the runtime itself, its code and its stacks, in MiB. */
export const HOST_OVERHEAD_MB = 128;
/** V8 and libuv start about a dozen threads; bubblewrap adds two processes. */
export const MAX_PROCESSES = 64;

/**
 * V8 flags of every host: a heap limit; no code from text in the host's own realm either; and one thread. Candidates are
 * short, so optimising them in the background costs several times what it saves, and hosts are what runs in parallel.
 */
export function nodeFlags(memoryMb: number): string[] {
  return [
    `--max-old-space-size=${memoryMb}`,
    '--disallow-code-generation-from-strings',
    '--single-threaded',
    '--no-warnings',
  ];
}
