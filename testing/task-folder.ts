import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { systemClock } from '../src/base/clock.ts';
import type { Split, StageResult } from '../src/core/evaluation.ts';
import { type Program, withEntry } from '../src/core/program.ts';
import type { Task } from '../src/core/task.ts';
import { createExecutor } from '../src/engine/create-executor.ts';
import { loadTask } from '../src/tasks/load-task.ts';

/** A task folder for one test. */
export interface TaskFolder {
  readonly path: string;
  write(files: Readonly<Record<string, string | object>>): void;
  remove(): void;
}

export function taskFolder(files: Readonly<Record<string, string | object>> = {}): TaskFolder {
  const path = mkdtempSync(join(tmpdir(), 'kaizen-task-'));
  const folder: TaskFolder = {
    path,
    write: (more) => {
      for (const [name, content] of Object.entries(more)) {
        mkdirSync(dirname(join(path, name)), { recursive: true });
        writeFileSync(join(path, name), typeof content === 'string' ? content : JSON.stringify(content));
      }
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
  folder.write(files);
  return folder;
}

/** Scores the seed program, or other texts in its place, through the very executor of a run. */
export async function scoresOf(
  folder: string | Task,
  texts: readonly (string | null)[] = [null],
  split: Split = 'train',
): Promise<StageResult[]> {
  const task = typeof folder === 'string' ? await loadTask(folder) : folder;
  const executor = await createExecutor(task, 1, { workers: 1, sandbox: 'auto', clock: systemClock });
  try {
    const results: StageResult[] = [];
    for (const text of texts) {
      const seed = task.seeds[0] as Program;
      const session = executor.begin(text === null ? seed : withEntry(seed, text));
      results.push(await session.evaluate({ name: 'train', split }));
      session.close();
    }
    return results;
  } finally {
    await executor.close();
  }
}
