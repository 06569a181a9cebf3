/** What one host process and its children may use together. */
export interface HostLimits {
  /** Memory of all processes, in MiB. */
  readonly memoryMb: number;
  /** Processes and threads. */
  readonly processes: number;
}

/** The limits of one host in force. */
export interface AppliedLimits {
  /** Words in front of the host's command; the last of them runs what follows. */
  readonly prefix: readonly string[];
  /** Whether a process was killed for its memory, when that can be told. */
  hasRunOutOfMemory(): boolean;
  /** After the host's end: takes away what `apply` made. Never throws. */
  release(): Promise<void>;
}

/** One way to limit a process tree. */
export interface Limiter {
  readonly name: 'cgroup-v1' | 'cgroup-v2' | 'prlimit' | 'none';
  /** What is bounded, for people. */
  readonly summary: string;
  apply(limits: HostLimits): AppliedLimits;
}
