import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import type { SandboxBackend } from '../sandbox/contract.ts';
import { parsePositive } from './parse-amount.ts';

export interface SandboxOption {
  readonly sandbox: SandboxBackend | 'auto';
}

export interface EvaluationOptions extends SandboxOption {
  readonly workers: number;
}

/** Of every command that runs programs. */
export function addSandboxOption(command: Command): Command {
  return command.addOption(
    new Option('--sandbox <backend>', 'where candidates run; none gives no isolation at all and is marked in reports')
      .choices(['auto', 'bubblewrap', 'quickjs', 'none'])
      .default('auto'),
  );
}

/** Of every command that evaluates several candidates at a time. */
export function addEvaluationOptions(command: Command): Command {
  return addSandboxOption(command).option(
    '--workers <n>',
    'evaluation threads',
    parsePositive,
    Math.min(8, availableParallelism()),
  );
}
