import { z } from 'zod';
import { KaizenError } from '../../../base/errors.ts';
import type { Json } from '../../../base/json.ts';
import { giveOrder, seedProgramOf, type WantedOrder } from '../../../engine/orders/give-order.ts';
import { listOrders } from '../../../engine/orders/list-orders.ts';
import { refuseRound } from '../../../labs/red-queen/evolution/refuse-round.ts';
import type { Workspace } from '../../../store/contract.ts';
import { defineTool } from '../define-tool.ts';
import { budgetOf, limitShape } from '../limits.ts';
import { runName } from './run-tools.ts';

const KINDS = [
  ...['inject', 'hint', 'forget-hint', 'pin', 'unpin', 'ban', 'unban', 'ban-operator', 'unban-operator'],
  ...['budget', 'stop', 'pause'],
] as const;
const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

const shape = {
  run: runName,
  order: z
    .enum(KINDS as unknown as [string, ...string[]])
    .optional()
    .describe('left out: list the orders so far'),
  candidate: count.optional().describe('for pin, unpin, ban, unban'),
  descendants: z.boolean().default(false).describe('with ban: all that comes from the candidate too'),
  operator: z.string().max(500).optional().describe('for ban-operator, unban-operator: an operator or a model'),
  text: z.string().max(1_000_000).optional().describe('for hint; for inject: the source of the program'),
  files: z.record(z.string(), z.string()).optional().describe('for inject of a program in several files: text by path'),
  island: count.optional().describe('with inject'),
  number: count.optional().describe('for forget-hint: the order that gave it'),
  ...limitShape,
  atSlot: count.optional().describe('take it when exactly so many slots have ended'),
};
type Input = z.output<z.ZodObject<typeof shape>>;

export const steerRun = defineTool({
  name: 'steer_run',
  description:
    'Ask something of a run while it goes on: inject a program of yours, give models a hint, pin or ban a candidate, ban an operator, change the budget (new totals in evaluations, wallSeconds, cpuSeconds, usd), stop (final tests follow) or pause. Ask the person before you raise a budget in usd. Without an order it lists those given, and whether the run took them.',
  isReadOnly: false,
  shape,
  run(input, context) {
    return context.withWorkspace((workspace) => {
      const run = workspace.run(input.run);
      if (input.order !== undefined) {
        refuseRound(run);
        giveOrder(workspace, run.id, wantedOf(input.order, input, workspace), input.atSlot ?? null);
      }
      return { run: run.id, orders: listOrders(workspace, run.id) as unknown as Json };
    });
  },
});

function wantedOf(kind: string, input: Input, workspace: Workspace): WantedOrder {
  const need = <Name extends keyof Input>(name: Name): NonNullable<Input[Name]> => {
    const value = input[name];
    if (value !== undefined && value !== null) return value;
    throw new KaizenError('KAIZEN_OPTION_INVALID', `${kind} what?`, { wanted: name, got: 'nothing' });
  };
  switch (kind) {
    case 'inject': {
      const { files = filesOf(need('text'), input.run, workspace), island } = input;
      return { kind, files, ...(island !== undefined && { island }) };
    }
    case 'hint':
      return { kind, text: need('text') };
    case 'forget-hint':
      return { kind, number: need('number') };
    case 'ban':
      return { kind, candidate: need('candidate'), ...(input.descendants && { descendants: true }) };
    case 'pin':
    case 'unpin':
    case 'unban':
      return { kind, candidate: need('candidate') };
    case 'ban-operator':
    case 'unban-operator':
      return { kind, operator: need('operator') };
    case 'budget':
      return { kind, budget: budgetOf(input) };
    default:
      return { kind: kind as 'stop' | 'pause' };
  }
}

function filesOf(text: string, run: string, workspace: Workspace): Record<string, string> {
  const { files, entry } = seedProgramOf(workspace, run);
  return { ...files, [entry]: text };
}
