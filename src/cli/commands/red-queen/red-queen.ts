import type { Command } from 'commander';
import { addBattleCommand } from './battle.ts';
import { addEvolveCommand } from './evolve.ts';
import { addImportCommand } from './import.ts';
import { addMeasureCommand } from './measure.ts';
import { addRankCommand } from './rank.ts';
import { addReplayCommand } from './replay.ts';
import { addShowWarriorCommand } from './show.ts';
import { addRedQueenStudyCommand } from './study.ts';
import { addViewCommand } from './view.ts';

/** `kaizen red-queen`: the lab of warriors that evolve against each other in Core War. */
export function addRedQueenCommand(program: Command): void {
  const redQueen = program
    .command('red-queen')
    .description('Core War: warriors that evolve against each other')
    .addHelpText('after', '\nExamples:\n  kaizen red-queen rank\n  kaizen red-queen evolve --rounds 3 --steps 2G');
  const commands = [addEvolveCommand, addBattleCommand, addReplayCommand, addRankCommand, addShowWarriorCommand];
  for (const add of [...commands, addMeasureCommand, addViewCommand, addRedQueenStudyCommand, addImportCommand])
    add(redQueen);
}
