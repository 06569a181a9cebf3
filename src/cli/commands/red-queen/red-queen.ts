import type { Command } from 'commander';
import { addBattleCommand } from './battle.ts';
import { addEvolveCommand } from './evolve.ts';
import { addImportCommand } from './import.ts';
import { addRankCommand } from './rank.ts';
import { addShowWarriorCommand } from './show.ts';

/** `kaizen red-queen`: the lab of warriors that evolve against each other in Core War. */
export function addRedQueenCommand(program: Command): void {
  const redQueen = program.command('red-queen').description('Core War: warriors that evolve against each other');
  for (const add of [addEvolveCommand, addBattleCommand, addRankCommand, addShowWarriorCommand, addImportCommand]) {
    add(redQueen);
  }
}
