import type { Stage, Task } from '../../core/task.ts';
import type { Algorithms } from '../components.ts';
import { sessionsOf } from '../noise-spec.ts';

/**
 * Number of the first repeat of a program that an operator tries out: no candidate is measured so often. Who hands in the
 * luckiest of several tries must not have the same luck counted as the candidate's score.
 */
export const FIRST_REPEAT_OF_TRIES = 1_000_000;

/** What a program goes through that an operator tries out: the train stages, with the fewest repeats that each may have. */
export function stagesOfTry({ stages }: Pick<Task, 'stages'>): Stage[] {
  return stages
    .filter(({ split }) => split === 'train')
    .map((stage) => {
      const { repeats } = stage;
      return repeats === undefined ? stage : { ...stage, repeats: { ...repeats, most: repeats.least } };
    });
}

/** What one try takes at the most: so many evaluations, and as often the limits of a session; ≥ 1. */
export function evaluationsOfTry(task: Pick<Task, 'stages'>): number {
  return sessionsOf(stagesOfTry(task));
}

/** What the proposals of one slot may try out in all; 0 where no operator does. */
export function triesOf({ modelOperators }: Algorithms, task: Pick<Task, 'stages'>): number {
  return evaluationsOfTry(task) * Math.max(0, ...modelOperators.map(({ reserve }) => reserve.tries));
}
