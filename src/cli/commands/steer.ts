import type { Command } from 'commander';
import { KaizenError } from '../../base/errors.ts';
import { describeOrder } from '../../engine/orders/describe-order.ts';
import { giveOrder } from '../../engine/orders/give-order.ts';
import { listOrders } from '../../engine/orders/list-orders.ts';
import { refuseRound } from '../../labs/red-queen/evolution/refuse-round.ts';
import type { RunRow, Workspace } from '../../store/contract.ts';
import { addBudgetOptions } from '../budget-options.ts';
import { type CommonOptions, print, withWorkspace } from '../context.ts';
import { ORDER_WORDS, orderOf, type SteerOptions } from '../order-of-words.ts';
import { parseInteger } from '../parse-amount.ts';
import { orderTable } from '../render/order-table.ts';

export function addSteerCommand(program: Command): void {
  const command = program
    .command('steer')
    .description('ask something of a run while it goes on, or list what was asked')
    .argument('[run]', 'run number, or latest', 'latest')
    .argument('[order]', ORDER_WORDS.join(', '))
    .argument('[value]', 'what the order is about: a file or folder, a text, a candidate, an operator')
    .option('--at <slots>', 'take the order when exactly so many slots have ended', parseInteger)
    .option('--island <n>', 'with inject: the island that the program goes to', parseInteger)
    .option('--descendants', 'with ban: all that comes from the candidate too');
  addBudgetOptions(command, 'with budget, the new total')
    .addHelpText(
      'after',
      `
Examples:
  kaizen steer r0003                                what was asked, and what became of it
  kaizen steer r0003 inject ./my-idea.js            the next candidate is mine
  kaizen steer r0003 hint "Try a table of gaps."    for models: in every later prompt
  kaizen steer r0003 pin 1200                       never lost, and parent of every second slot
  kaizen steer r0003 ban 57 --descendants
  kaizen steer r0003 ban model:openai/gpt-5
  kaizen steer r0003 budget --usd 5 --evaluations 2000
  kaizen steer r0003 stop --at 5000`,
    )
    .action(steer);
}

async function steer(
  name: string,
  word: string | undefined,
  value: string | undefined,
  _: unknown,
  command: Command,
): Promise<void> {
  const options = command.optsWithGlobals<CommonOptions & SteerOptions>();
  await withWorkspace(options, (workspace) => {
    const run = workspace.run(name);
    if (word === undefined) return list(workspace, run, options);
    refuseRound(run);
    const at = options.at ?? null;
    if (at !== null && at < 0)
      throw new KaizenError('KAIZEN_OPTION_INVALID', '--at is a number of slots', {
        wanted: 'at least 0',
        got: String(at),
      });
    const given = giveOrder(workspace, run.id, orderOf(workspace, run, [word, value], options), at);
    const isRunning = workspace.runner(run.id) !== null;
    print(options, { run: run.id, ...given, isRunning }, () => {
      const when = at === null ? (isRunning ? 'at once' : 'when it is resumed') : `after ${at} slots`;
      return `order ${given.number} to ${run.id}, taken ${when}: ${describeOrder(given.order)}`;
    });
  });
}

function list(workspace: Workspace, { id }: RunRow, options: CommonOptions): void {
  const orders = listOrders(workspace, id);
  print(options, { run: id, orders }, () => (orders.length === 0 ? `nobody steered ${id}` : orderTable(orders)));
}
