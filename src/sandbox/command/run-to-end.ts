import { Buffer } from 'node:buffer';
import type { Clock } from '../../base/clock.ts';
import { startWatchdog } from '../watchdog.ts';
import { ConfinedProcess, type ProcessEnd } from './confined-process.ts';
import type { ConfinedCommand } from './launcher.ts';

export interface RunToEndOptions {
  /** Text for standard input, which is closed after it. */
  readonly input?: string;
  readonly maxBytes: number;
  readonly limitMs: number;
  readonly clock: Clock;
}

export interface Finished extends ProcessEnd {
  readonly output: Buffer;
  /** Whether it was killed for taking too long. */
  readonly isLate: boolean;
}

/** Starts a command, gives it its input, and waits for its end. Never rejects. */
export async function runToEnd(command: ConfinedCommand, options: RunToEndOptions): Promise<Finished> {
  const { input = '', maxBytes, limitMs, clock } = options;
  const chunks: Buffer[] = [];
  let bytes = 0;
  let isLate = false;
  const process = new ConfinedProcess(command, (chunk) => {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) process.kill(`it wrote more than ${maxBytes} bytes`);
    else chunks.push(chunk);
  });
  const watchdog = startWatchdog({
    limitMs,
    clock,
    isAsleep: () => process.isAsleep(),
    cpuMs: () => process.cpuMs(),
    onLate: () => {
      isLate = true;
      process.kill(`no end after ${limitMs} ms`);
    },
  });
  process.write(input);
  process.endInput();
  const end = await process.ended;
  watchdog.stop();
  return { ...end, output: Buffer.concat(chunks), isLate };
}
