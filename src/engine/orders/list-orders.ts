import type { GivenOrder } from '../../core/order.ts';
import type { Workspace } from '../../store/contract.ts';

/** An order and what became of it. */
export interface ListedOrder extends GivenOrder {
  /** `expired`: the run ended before it was taken. */
  readonly state: 'waiting' | 'taken' | 'refused' | 'expired';
  /** Slots that had ended when it was taken; null while it was not. */
  readonly committed: number | null;
  /** Why it changed nothing. */
  readonly reason: string | null;
}

/** All orders that were given to a run, as they were given. */
export function listOrders(workspace: Workspace, id: string): ListedOrder[] {
  const { status } = workspace.run(id);
  const taken = new Map(workspace.takenOrders(id).map((one) => [one.number, one]));
  return workspace.orders(id).map((given) => {
    const found = taken.get(given.number);
    if (found === undefined) {
      return { ...given, state: status === 'finished' ? 'expired' : 'waiting', committed: null, reason: null };
    }
    const { committed, refused } = found;
    return { ...given, state: refused === undefined ? 'taken' : 'refused', committed, reason: refused ?? null };
  });
}
