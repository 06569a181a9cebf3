import type { RunSpec } from '../core/run-spec.ts';

/** Whether slots ask models for candidates or advice. A run whose evaluator alone asks one reserves nothing for its slots. */
export function slotsAskModels({ reserve }: Pick<RunSpec, 'reserve'>): boolean {
  return reserve !== undefined && reserve.tokensOut > 0;
}
