import type { Budget } from '../../core/cost.ts';
import type { Order } from '../../core/order.ts';
import type { TakenOrder } from '../../core/steering.ts';

const HINT_SHOWN = 60;

/** An order in a few words, such as `ban candidate 57 and its descendants`. A hint may hold anything its author wrote. */
export function describeOrder(order: Order): string {
  switch (order.kind) {
    case 'inject':
      return `inject ${order.program.slice(0, 12)}${order.island === undefined ? '' : ` into island ${order.island}`}`;
    case 'hint': {
      const [line = ''] = order.text.split('\n');
      return `hint "${line.length > HINT_SHOWN || line !== order.text ? `${line.slice(0, HINT_SHOWN)}…` : line}"`;
    }
    case 'forget-hint':
      return `forget the hint of order ${order.number}`;
    case 'ban':
      return `ban candidate ${order.candidate}${order.descendants === true ? ' and its descendants' : ''}`;
    case 'pin':
    case 'unpin':
    case 'unban':
      return `${order.kind} candidate ${order.candidate}`;
    case 'ban-operator':
      return `ban operator ${order.operator}`;
    case 'unban-operator':
      return `unban operator ${order.operator}`;
    case 'budget':
      return `budget ${describeBudget(order.budget)}`;
    case 'stop':
    case 'pause':
      return order.kind;
  }
}

/** The same with when it was taken, and why it changed nothing. */
export function describeTaken({ number, order, committed, refused }: TakenOrder): string {
  const outcome = refused === undefined ? '' : `, refused: ${refused}`;
  return `order ${number} after ${committed} slots: ${describeOrder(order)}${outcome}`;
}

function describeBudget(budget: Budget): string {
  return Object.entries(budget)
    .map(([unit, limit]) => (unit === 'microUsd' ? `$${limit / 1e6}` : `${limit} ${unit}`))
    .join(', ');
}
