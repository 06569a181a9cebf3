import type { Command } from 'commander';
import { rootKey } from '../../../base/random.ts';
import { keyedRounds } from '../../../labs/red-queen/mars/placement.ts';
import { replayPage } from '../../../labs/red-queen/pages/battle/replay-page.ts';
import { print, withWorkspace, workspaceFolder } from '../../context.ts';
import { parsePositive } from '../../parse-amount.ts';
import { formatCount } from '../../render/format.ts';
import { writeOutput } from '../../write-output.ts';
import { hillOf } from './hill-of.ts';
import { addBattleOptions, type BattleOptions, readWarriors } from './options.ts';

/** `kaizen red-queen replay`: a battle to look at, as one HTML file. */
export function addReplayCommand(redQueen: Command): void {
  addBattleOptions(redQueen.command('replay').description('write a battle as one HTML file that shows it in a browser'))
    .argument('<warrior...>', 'files, textbook/<name>, or runs such as r0007')
    .option('--rounds <n>', 'rounds, each with its own placement', parsePositive, 8)
    .option('-o, --output <file>', 'file to write', 'battle.html')
    .addHelpText('after', '\nExample:\n  kaizen red-queen replay latest textbook/stone -o battle.html')
    .action(async (names: string[], _: unknown, command: Command) => {
      const options = command.optsWithGlobals<BattleOptions & { rounds: number; output: string }>();
      const { seed, rounds, output } = options;
      await withWorkspace(options, (workspace) => {
        const hill = hillOf(command, names, workspace);
        const set = readWarriors(names, hill, workspace, workspaceFolder(options));
        const warriors = set.members.map(({ warrior }) => warrior);
        const { rules } = hill;
        const page = replayPage({
          battle: {
            warriors,
            rules,
            // The same placements as those of `battle`.
            rounds: keyedRounds(rules, warriors.length, rounds, rootKey(seed)),
            ending: 'one-left',
            countsCoverage: false,
          },
          names: set.members.map(({ name }) => name),
          hill: hill.title,
          seed,
        });
        const bytes = writeOutput(output, page);
        print(
          options,
          { file: output, bytes, warriors: warriors.length, rounds },
          () => `wrote ${output} (${formatCount(bytes)} bytes): open it in a browser`,
        );
      });
    });
}
