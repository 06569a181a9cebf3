import { describeOrder } from '../../engine/orders/describe-order.ts';
import type { ListedOrder } from '../../engine/orders/list-orders.ts';
import { table } from './table.ts';

/** Orders that were given to a run, a line for each, with what became of them. */
export function orderTable(orders: readonly ListedOrder[]): string {
  const rows = orders.map(({ number, order, atSlot, state, committed, reason }) => [
    String(number),
    describeOrder(order),
    atSlot === null ? '' : `at ${atSlot}`,
    committed === null ? state : `${state} after ${committed} slots`,
    reason ?? '',
  ]);
  return table(rows, [0]);
}
