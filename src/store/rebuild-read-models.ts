import { KaizenError } from '../base/errors.ts';
import { applyToCandidates } from './candidate-table.ts';
import type { Connection } from './connection.ts';
import { findRunner } from './lock.ts';
import { LogFold } from './log-fold.ts';
import { readEvents } from './read-events.ts';
import { formatRunId } from './run-id.ts';
import { repairSummary } from './run-table.ts';

/**
 * Makes a run's candidate rows and summary anew from its events, in one transaction. The log hash stays: it is evidence.
 * Fails with KAIZEN_RUN_LOCKED while the run is worked on.
 */
export function rebuildReadModels(connection: Connection, run: number, now: number): void {
  connection.transaction(() => {
    const runner = findRunner(connection, run, now);
    if (runner !== null) {
      throw new KaizenError(
        'KAIZEN_RUN_LOCKED',
        `run ${formatRunId(run)} is being worked on by process ${runner.pid}`,
        {
          next: `ask it to pause first: kaizen stop ${formatRunId(run)}`,
        },
      );
    }
    connection.statement('DELETE FROM candidates WHERE run = ?').run(run);
    const fold = new LogFold();
    let scoreStage = '';
    let sequence = 0;
    for (const event of readEvents(connection, run, 1)) {
      sequence += 1;
      if (event.type === 'run.created') scoreStage = event.spec.task.scoreStage;
      applyToCandidates(connection, run, event, scoreStage);
      fold.add(event, sequence);
    }
    repairSummary(connection, run, fold.summary());
  });
}
