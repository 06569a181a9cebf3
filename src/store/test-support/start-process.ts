import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** A script of this folder that runs as a process of its own and talks in lines. */
export interface StartedProcess {
  readonly child: ChildProcess;
  /** Every line so far. */
  readonly lines: readonly string[];
  /** Resolves with the first line, past or future, that begins so; rejects when the process ends without it. */
  line(prefix: string): Promise<string>;
  /** Ends it with SIGKILL, and waits until it is gone and all its lines are read. */
  kill(): Promise<void>;
  /** Waits until it ends by itself. */
  end(): Promise<void>;
}

/** Starts a script with this Node; it is killed when the test ends. `uid` needs the rights of root. */
export function startProcess(script: string, args: readonly string[], uid?: number): StartedProcess {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(uid !== undefined && { uid, gid: uid }),
  });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const ended = Promise.all([once(child, 'exit'), once(reader, 'close')]).then(() => undefined);
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);

  const line = async (prefix: string): Promise<string> => {
    let seen = 0;
    for (;;) {
      for (; seen < lines.length; seen++) if (lines[seen]?.startsWith(prefix)) return lines[seen] as string;
      const isOver = await Promise.race([once(reader, 'line').then(() => false), ended.then(() => true)]);
      if (isOver && seen === lines.length) throw new Error(`the process ended without a line '${prefix}': ${lines}`);
    }
  };
  return { child, lines, line, kill, end: () => ended };
}
