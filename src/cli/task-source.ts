import type { Task } from '../core/task.ts';
import type { RunRow, Workspace } from '../store/contract.ts';
import { builtInTasks, findTask } from '../tasks/find-task.ts';
import { loadTask } from '../tasks/load-task.ts';

/** What to store so that a task is found again from any folder: a built-in name, or an absolute path. */
export function taskSource(nameOrFolder: string): string {
  const isBuiltIn = builtInTasks().some(({ name }) => name === nameOrFolder);
  return isBuiltIn ? nameOrFolder : findTask(nameOrFolder);
}

/** Where the task of a run was found when it was last worked on; its name where the log does not say. */
export function taskSourceOf(workspace: Workspace, run: RunRow): string {
  return workspace.starts(run.id).findLast(({ taskSource }) => taskSource !== null)?.taskSource ?? run.taskName;
}

/** The task of a run, from where it was found before, or from `folder` where it is now. */
export async function loadTaskOf(
  workspace: Workspace,
  run: RunRow,
  folder?: string,
): Promise<{ task: Task; source: string }> {
  const source = folder === undefined ? taskSourceOf(workspace, run) : taskSource(folder);
  return { task: await loadTask(findTask(source)), source };
}
