import type { RunSpec } from '../core/run-spec.ts';
import type { RunRow, Workspace } from '../store/contract.ts';
import { cellKey } from './cells.ts';

/** A run that was made for a study, with the specification that its log begins with. */
export interface StudyRun {
  readonly row: RunRow;
  readonly spec: RunSpec;
}

/**
 * The runs of a study by `cellKey`: those whose log carries the study's hash. Of two with one key the first that finished
 * counts, so nobody can make a run again until it suits. A run that could not even score a seed program is left out: it
 * ended before it began, and cannot be gone on with.
 */
export function findRuns(workspace: Workspace, hash: string): Map<string, StudyRun> {
  const found = new Map<string, StudyRun>();
  for (const row of workspace.runs()) {
    const spec = specOf(workspace, row.id);
    if (spec?.study !== hash || hasNoStart(row)) continue;
    const key = cellKey({ task: row.taskName, label: row.arm ?? '', seed: row.seed });
    const known = found.get(key);
    if (known === undefined || isBefore(row, known.row)) found.set(key, { row, spec });
  }
  return found;
}

function hasNoStart({ status, committed, bestCandidate }: RunRow): boolean {
  return status !== 'finished' && committed > 0 && bestCandidate === null;
}

function isBefore(a: RunRow, b: RunRow): boolean {
  if ((a.status === 'finished') !== (b.status === 'finished')) return a.status === 'finished';
  return a.createdAt < b.createdAt;
}

function specOf(workspace: Workspace, id: string): RunSpec | undefined {
  for (const event of workspace.events(id)) return event.type === 'run.created' ? event.spec : undefined;
  return undefined;
}
