import type { Json } from '../../base/json.ts';
import type { RunRow, Workspace } from '../../store/contract.ts';

/** A run as an agent sees it: how far, how good, what it has cost. */
export function runView(workspace: Workspace, run: RunRow): { readonly [key: string]: Json } {
  const runner = workspace.runner(run.id);
  // The status column says what the log says; a process that was killed could not write there.
  const status = run.status === 'running' && runner === null ? 'interrupted' : run.status;
  return {
    run: run.id,
    task: run.taskName,
    status,
    reason: run.reason,
    direction: run.direction,
    seed: run.seed,
    committed: run.committed,
    best: { candidate: run.bestCandidate, train: run.trainScore },
    champion: { candidate: run.championCandidate, validation: run.validationScore },
    cost: { ...run.cost, usd: run.cost.microUsd / 1e6 },
    pid: runner?.pid ?? null,
  };
}
