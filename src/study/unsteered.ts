import { KaizenError } from '../base/errors.ts';
import type { Workspace } from '../store/contract.ts';
import type { StudyRun } from './find-runs.ts';

/**
 * Checks that nobody steered a run of a study: what a person saw and did while it went on is compute that no ledger has, and
 * was not decided beforehand. A pause changes nothing, nor does an order that was refused. Throws KAIZEN_STUDY_STEERED.
 */
export function requireUnsteered(workspace: Workspace, runs: ReadonlyMap<string, StudyRun>): void {
  const steered = [...runs].filter(([, { row }]) =>
    workspace.takenOrders(row.id).some(({ order, refused }) => refused === undefined && order.kind !== 'pause'),
  );
  if (steered.length === 0) return;
  throw new KaizenError('KAIZEN_STUDY_STEERED', 'runs of this study were steered while they went on', {
    wanted: 'runs that did what was announced, and nothing else',
    got: steered.map(([key, { row }]) => `${row.id} (${key})`).join(', '),
    next: 'make the study anew in another workspace; `kaizen steer <run>` shows what was asked',
  });
}
