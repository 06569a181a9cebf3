import type { GivenOrder, Order } from '../core/order.ts';
import type { Program } from '../core/program.ts';
import type { TakenOrder } from '../core/steering.ts';
import type { Connection } from './connection.ts';
import { insertProgram } from './insert-program.ts';
import { parseNumbers, stringifyNumbers } from './number-json.ts';

const NEXT = 'SELECT coalesce(max(number), 0) + 1 FROM orders WHERE run = ?';
const INSERT = 'INSERT INTO orders (run, number, body, at_slot, given_at) VALUES (?, ?, ?, ?, ?)';
const SELECT = 'SELECT number, body, at_slot FROM orders WHERE run = ? AND number > ? ORDER BY number';
const TAKEN = "SELECT body FROM events WHERE run = ? AND type = 'run.steered' AND slot IS NULL ORDER BY sequence";

/** Leaves an order for a run, with the program that it is about; returns its number. `now` is in milliseconds. */
export function giveOrder(
  connection: Connection,
  run: number,
  { order, atSlot }: Omit<GivenOrder, 'number'>,
  program: Program | undefined,
  now: number,
): number {
  return connection.transaction(() => {
    if (program !== undefined) insertProgram(connection, program);
    const [number] = connection.statement(NEXT).get<[number]>(run) as [number];
    connection.statement(INSERT).run(run, number, stringifyNumbers(order), atSlot, now);
    return number;
  });
}

/** Orders that were given, in that order, from the one after `after` on. */
export function readOrders(connection: Connection, run: number, after: number): GivenOrder[] {
  return connection
    .statement(SELECT)
    .all<[number, string, number | null]>(run, after)
    .map(([number, body, atSlot]) => ({ number, order: parseNumbers(body) as Order, atSlot }));
}

/** Orders that the log says were taken, as they were taken. */
export function readTakenOrders(connection: Connection, run: number): TakenOrder[] {
  return connection
    .statement(TAKEN)
    .all<[string]>(run)
    .map(([body]) => {
      const { number, order, committed, refused } = parseNumbers(body) as TakenOrder;
      return { number, order, committed, ...(refused !== undefined && { refused }) };
    });
}
