import { builtInTasks, findTask } from '../../tasks/find-task.ts';
import { insideRoot } from './inside-root.ts';

/** The built-in name as it is, or the absolute folder of a task below `root`. Throws KAIZEN_PATH_OUTSIDE and KAIZEN_TASK_NOT_FOUND. */
export function taskArgument(root: string, task: string): string {
  if (builtInTasks().some(({ name }) => name === task)) return task;
  return findTask(insideRoot(root, task));
}
