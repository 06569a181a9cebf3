import { KaizenError } from '../../../base/errors.ts';
import type { Workspace } from '../../../store/contract.ts';
import { readLabel } from '../evolution/round-label.ts';

/**
 * The runs named; one that is a round of a coevolution stands for all of its finished rounds, in their order.
 *
 * @throws KaizenError KAIZEN_WARRIORS_NOT_FOUND for a run that has no champion that is a warrior
 */
export function roundsOf(names: readonly string[], workspace: Workspace): string[] {
  const rows = names.map((name) => workspace.run(name));
  const stranger = rows.find((row) => readLabel(row) === null || row.championCandidate === null);
  if (stranger !== undefined) {
    throw new KaizenError('KAIZEN_WARRIORS_NOT_FOUND', `run ${stranger.id} has no champion that is a warrior`, {
      wanted: 'runs of kaizen red-queen evolve',
      got: stranger.taskName,
      next: 'kaizen list shows the runs of this workspace',
    });
  }
  const [only] = rows.map(readLabel);
  if (!only || rows.length > 1) return rows.map(({ id }) => id);
  return workspace
    .runs()
    .flatMap((row) => {
      const label = row.status === 'finished' ? readLabel(row) : null;
      return label?.name === only.name && label.plan === only.plan ? [{ id: row.id, round: label.round }] : [];
    })
    .sort((one, other) => one.round - other.round)
    .map(({ id }) => id);
}
