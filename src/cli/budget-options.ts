import type { Budget } from '../core/cost.ts';

/** Limits as the command line has them: counts, milliseconds, millionths of a dollar. */
export interface BudgetOptions {
  readonly evaluations?: number;
  readonly steps?: number;
  readonly cpu?: number;
  readonly wall?: number;
  readonly tokens?: number;
  readonly usd?: number;
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
