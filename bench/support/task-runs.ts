import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RunReport } from '../../src/engine/results.ts';

/** One finished run of the table of tasks: what the table needs, and what is needed to repeat it. */
export interface TaskRun {
  readonly task: string;
  /** Task version: runs of another version are not comparable and are made again. */
  readonly version: string;
  readonly seed: number;
  readonly cpu: string;
  /** Commit of the working tree that the run was made with. */
  readonly commit: string;
  /** Held-out score where the task has one, else the training score; null when nothing valid was found. */
  readonly initial: number | null;
  readonly reached: number | null;
  readonly evaluations: number;
  readonly cpuMs: number;
}

/** Runs that were made before; a line is written as soon as its run ends, so a killed benchmark loses one run at the most. */
export function readTaskRuns(file: string): TaskRun[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as TaskRun);
}

export function keepTaskRun(file: string, run: TaskRun): void {
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify(run)}\n`);
}

export function taskRunOf(
  report: RunReport,
  of: Pick<TaskRun, 'task' | 'version' | 'seed' | 'cpu' | 'commit'>,
): TaskRun {
  const { initial, best, cost } = report;
  const { evaluations, cpuMs } = cost;
  return { ...of, initial: initial.test ?? initial.train, reached: best.test ?? best.train, evaluations, cpuMs };
}

export function currentCommit(): string {
  return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: import.meta.dirname, encoding: 'utf8' }).trim();
}
