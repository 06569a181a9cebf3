import type { Clock } from '../base/clock.ts';
import type { Measured } from '../core/event.ts';

/** Measures what the whole process tree takes, in integers whose sum is exact: fractions are carried over. */
export interface Meter {
  /** CPU of sandbox hosts, which the operating system does not count as ours while they live. */
  addChildCpu(ms: number): void;
  /** Since the last call; nothing while the last reading is younger than `READ_EVERY_MS`, which the next one makes up. */
  sinceLast(): Measured;
  /** Everything since the last call, however short. */
  final(): Measured;
}

/** Asking the operating system for CPU time costs a tenth of a millisecond: too much for every commit. */
const READ_EVERY_MS = 20;

const NOTHING: Measured = { cpuMs: 0, wallMs: 0 };

/** `processCpuMs` gives the CPU time of this process with all its threads; tests pass a simulated one. */
export function createMeter(clock: Clock, processCpuMs: () => number = ownCpuMs): Meter {
  let childCpuMs = 0;
  let wallSeen = clock.monotonic();
  let cpuSeen = processCpuMs();
  const read = (): Measured => {
    const wallMs = Math.max(0, Math.floor(clock.monotonic() - wallSeen));
    const cpuMs = Math.max(0, Math.floor(processCpuMs() + childCpuMs - cpuSeen));
    wallSeen += wallMs;
    cpuSeen += cpuMs;
    return { cpuMs, wallMs };
  };
  return {
    addChildCpu: (ms) => {
      childCpuMs += ms;
    },
    sinceLast: () => (clock.monotonic() - wallSeen < READ_EVERY_MS ? NOTHING : read()),
    final: read,
  };
}

function ownCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
