import type { Command } from 'commander';
import { rootKey } from '../../../base/random.ts';
import { keyedRounds } from '../../../labs/red-queen/mars/placement.ts';
import { survivalShares } from '../../../labs/red-queen/mars/score.ts';
import { createWasmEngine } from '../../../labs/red-queen/mars/wasm-engine.ts';
import { print, withWorkspace, workspaceFolder } from '../../context.ts';
import { parsePositive } from '../../parse-amount.ts';
import { formatCount } from '../../render/format.ts';
import { table } from '../../render/table.ts';
import { hillOf } from './hill-of.ts';
import { addBattleOptions, type BattleOptions, readWarriors } from './options.ts';

/** `kaizen red-queen battle`: some warriors in one core. */
export function addBattleCommand(redQueen: Command): void {
  addBattleOptions(redQueen.command('battle').description('let warriors fight in one core, all at once'))
    .argument('<warrior...>', 'files, textbook/<name>, or runs such as r0007')
    .option('--rounds <n>', 'rounds, each with its own placement', parsePositive, 100)
    .addHelpText('after', '\nExample:\n  kaizen red-queen battle textbook/dwarf textbook/imp --rounds 200')
    .action(async (names: string[], _: unknown, command: Command) => {
      const options = command.optsWithGlobals<BattleOptions & { rounds: number }>();
      const { seed, rounds } = options;
      await withWorkspace(options, (workspace) => {
        const hill = hillOf(command, names, workspace);
        const set = readWarriors(names, hill, workspace, workspaceFolder(options));
        const warriors = set.members.map(({ warrior }) => warrior);
        const { rules } = hill;
        const result = createWasmEngine().fight({
          warriors,
          rules,
          rounds: keyedRounds(rules, warriors.length, rounds, rootKey(seed)),
          ending: 'one-left',
          countsCoverage: false,
        });
        const shares = survivalShares(result.rounds, rules.cycles);
        const standings = set.members.map(({ name }, index) => {
          const survived = result.rounds.filter(({ deaths }) => deaths[index] === null);
          const wins = survived.filter(({ deaths }) =>
            deaths.every((death, at) => at === index || death !== null),
          ).length;
          return {
            name,
            wins,
            ties: survived.length - wins,
            losses: rounds - survived.length,
            share: shares[index] as number,
          };
        });
        print(options, { rounds, instructions: result.instructions, standings }, () => {
          const rows = standings.map(({ name, wins, ties, losses, share }) => [
            name,
            String(wins),
            String(ties),
            String(losses),
            ((100 * (3 * wins + ties)) / rounds).toFixed(1),
            share.toFixed(3),
          ]);
          const head = ['warrior', 'won', 'tied', 'lost', 'points', 'share of life'];
          const foot = `${formatCount(rounds)} rounds, ${formatCount(result.instructions)} instructions`;
          return `${table([head, ...rows], [1, 2, 3, 4, 5])}\n\n${foot}`;
        });
      });
    });
}
