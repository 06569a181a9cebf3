import { KaizenError } from '../../../base/errors.ts';
import type { RunRow, Workspace } from '../../../store/contract.ts';

/** Arms of this lab's runs: the plan's name and hash, and the number of the round. */
const ARM = /^red-queen\/(.*)\/[0-9a-f]+\/(\d+)$/s;

/** What the coevolution that a run is a round of is called; null for other runs. */
export function coevolutionName({ arm }: Pick<RunRow, 'arm'>): string | null {
  return ARM.exec(arm ?? '')?.[1] ?? null;
}

/**
 * The runs named; one that is a round of a coevolution stands for all of its finished rounds, in their order.
 *
 * @throws KaizenError KAIZEN_WARRIORS_NOT_FOUND for a run that has no champion that is a warrior
 */
export function roundsOf(names: readonly string[], workspace: Workspace): string[] {
  const rows = names.map((name) => workspace.run(name));
  const stranger = rows.find((row) => coevolutionName(row) === null || row.championCandidate === null);
  if (stranger !== undefined) {
    throw new KaizenError('KAIZEN_WARRIORS_NOT_FOUND', `run ${stranger.id} has no champion that is a warrior`, {
      wanted: 'runs of kaizen red-queen evolve',
      got: stranger.taskName,
      next: 'kaizen list shows the runs of this workspace',
    });
  }
  const [only] = rows;
  if (only === undefined || rows.length > 1) return rows.map(({ id }) => id);
  return workspace
    .runs()
    .filter((row) => row.status === 'finished' && chainOf(row) === chainOf(only))
    .sort((one, other) => roundOf(one) - roundOf(other))
    .map(({ id }) => id);
}

function chainOf({ arm }: Pick<RunRow, 'arm'>): string {
  return (arm ?? '').replace(/\d+$/, '');
}

function roundOf({ arm }: Pick<RunRow, 'arm'>): number {
  return Number(ARM.exec(arm ?? '')?.[2]);
}
