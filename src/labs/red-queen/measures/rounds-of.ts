import { KaizenError } from '../../../base/errors.ts';
import type { Workspace } from '../../../store/contract.ts';
import { readLabel } from '../evolution/round-label.ts';

/**
 * The runs named; one that is a round of a coevolution stands for all of its finished rounds, in their order. Of a round
 * that was made again, because what warriors score has changed since, the last run counts.
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
  const byRound = new Map<number, string>();
  for (const row of workspace.runs().toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
    const label = row.status === 'finished' ? readLabel(row) : null;
    if (label?.name === only.name && label.plan === only.plan) byRound.set(label.round, row.id);
  }
  return [...byRound].sort(([one], [other]) => one - other).map(([, id]) => id);
}
