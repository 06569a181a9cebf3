import type { Command } from 'commander';
import { entryText } from '../../../core/program.ts';
import { HILLS, type Hill } from '../../../labs/red-queen/assembler/hills.ts';
import type { Workspace } from '../../../store/contract.ts';
import type { BattleOptions } from './options.ts';

/** What the disassembler writes into every champion. */
const CORE_SIZE = /^;assert CORESIZE == (\d+)$/m;

/**
 * The hill that warriors fight on: the one that was given; else, where one of them is a run, one with the core that its
 * champion was written for, the default if that fits; else the default.
 *
 * @throws KaizenError KAIZEN_RUN_NOT_FOUND
 */
export function hillOf(command: Command, names: readonly string[], workspace: Workspace): Hill {
  const { hill } = command.optsWithGlobals<BattleOptions>();
  const run = names.find((name) => /^r\d+$|^latest$/.test(name));
  if (command.getOptionValueSource('hill') !== 'default' || run === undefined) return hill;
  const { id, championCandidate } = workspace.run(run);
  const { program } = championCandidate === null ? { program: null } : workspace.candidate(id, championCandidate);
  const size = program && CORE_SIZE.exec(entryText(workspace.program(program)))?.[1];
  return [hill, ...Object.values(HILLS)].find(({ rules }) => size && rules.coreSize === Number(size)) ?? hill;
}
