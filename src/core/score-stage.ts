import type { Stage, Task } from './task.ts';

/** The stage whose score is the candidate's: the last one on the train split; undefined where a task has none. */
export function scoreStageOf({ stages }: Pick<Task, 'stages'>): Stage | undefined {
  return stages.findLast(({ split }) => split === 'train');
}
