import { meritOf } from './evaluation.ts';
import type { BestKnown, Task } from './task.ts';

/**
 * The best value of the instance that the table names first, which is the one that the task's score is about. Other
 * instances, such as longer ones, are for reports: their values are not comparable. Null where the table is empty.
 */
export function bestKnownOf({ bestKnown, direction }: Pick<Task, 'bestKnown' | 'direction'>): BestKnown | null {
  const instance = bestKnown[0]?.instance;
  const entries = bestKnown.filter((entry) => entry.instance === instance);
  const [best] = entries.sort((one, other) => meritOf(other.score, direction) - meritOf(one.score, direction));
  return best ?? null;
}
