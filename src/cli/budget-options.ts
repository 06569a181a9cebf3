import type { Command } from 'commander';
import type { Budget } from '../core/cost.ts';
import { parseCount, parseDollars, parseDuration } from './parse-amount.ts';

/** Limits as the command line has them: counts, milliseconds, millionths of a dollar. */
export interface BudgetOptions {
  readonly evaluations?: number;
  readonly steps?: number;
  readonly cpu?: number;
  readonly wall?: number;
  readonly tokens?: number;
  readonly usd?: number;
}

/** Adds the options; `lead` stands before what each is about. */
export function addBudgetOptions(command: Command, lead: string): Command {
  return command
    .option('--evaluations <n>', `${lead}: candidates evaluated, such as 20k`, parseCount)
    .option('--steps <n>', `${lead}: loop iterations and calls executed by candidates, such as 2G`, parseCount)
    .option('--cpu <time>', `${lead}: CPU time of all processes, such as 5m`, parseDuration)
    .option('--wall <time>', `${lead}: wall time, such as 120s`, parseDuration)
    .option('--tokens <n>', `${lead}: tokens of models, so many in and as many out`, parseCount)
    .option('--usd <amount>', `${lead}: US dollars`, parseDollars);
}

/** The units that were given. */
export function budgetOf(options: BudgetOptions): Budget {
  return {
    ...(options.evaluations && { evaluations: options.evaluations }),
    ...(options.steps && { steps: options.steps }),
    ...(options.cpu && { cpuMs: options.cpu }),
    ...(options.wall && { wallMs: options.wall }),
    ...(options.tokens && { tokensIn: options.tokens, tokensOut: options.tokens }),
    ...(options.usd && { microUsd: options.usd }),
  };
}
