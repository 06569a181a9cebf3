import type { RunSpec } from '../core/run-spec.ts';
import type { RunRow, Workspace } from '../store/contract.ts';
import { cellKey } from './cells.ts';

/** A run that was made for a study, with the specification that its log begins with. */
export interface StudyRun {
  readonly row: RunRow;
  readonly spec: RunSpec;
}

/** The runs of a study by `cellKey`: those whose log carries the study's hash. Of two with one key the first counts. */
export function findRuns(workspace: Workspace, hash: string): Map<string, StudyRun> {
  const found = new Map<string, StudyRun>();
  for (const row of workspace.runs()) {
    const spec = specOf(workspace, row.id);
    if (spec?.study !== hash) continue;
    const key = cellKey({ task: row.taskName, label: row.arm ?? '', seed: row.seed });
    const known = found.get(key);
    if (known === undefined || row.createdAt < known.row.createdAt) found.set(key, { row, spec });
  }
  return found;
}

function specOf(workspace: Workspace, id: string): RunSpec | undefined {
  for (const event of workspace.events(id)) return event.type === 'run.created' ? event.spec : undefined;
  return undefined;
}
