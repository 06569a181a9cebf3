import { KaizenError } from '../base/errors.ts';
import { COST_UNITS, type CostUnit } from '../core/cost.ts';
import type { Task } from '../core/task.ts';
import { candidateCost, cellKey, cellsOf } from './cells.ts';
import type { StudyRun } from './find-runs.ts';
import type { StudySpec } from './study-spec.ts';

/**
 * Checks that no arm had more to spend than another. Every compared run must have the study's budget and no other, must
 * have been charged everything that its experience cost, by the ledgers of the runs that it was learned from, and must
 * have used the budget up to less than one candidate's cost. Only a run that found nothing new to propose may end
 * earlier. Throws KAIZEN_STUDY_UNEQUAL_COST with every run that differs.
 */
export function requireEqualCost(
  spec: StudySpec,
  runs: ReadonlyMap<string, StudyRun>,
  tasks: ReadonlyMap<string, Pick<Task, 'limits'>>,
): void {
  const { unit, amount } = spec.budget;
  const objections: string[] = [];
  for (const cell of cellsOf(spec).compared) {
    const run = runs.get(cellKey(cell));
    if (run === undefined) continue;
    const object = (what: string): void => void objections.push(`${run.row.id} (${cellKey(cell)}) ${what}`);
    const { budget, experience } = run.spec;

    const limited = COST_UNITS.filter((name) => budget[name] !== undefined);
    if (limited.length !== 1 || budget[unit] !== amount) object(`had a budget of ${JSON.stringify(budget)}`);

    const sources = cell.learnsFrom.map((source) => runs.get(cellKey(source)));
    const owed = sources.reduce((sum, source) => sum + (source === undefined ? Infinity : spent(source, unit)), 0);
    const charged = experience?.charged[unit] ?? 0;
    if (charged < owed) object(`was charged ${charged} ${unit} for experience that cost ${owed}`);
    if (cell.learnsFrom.length === 0 && experience !== undefined) object('had experience that its arm does not have');

    const one = candidateCost(tasks.get(cell.task) as Task, unit, spec.lag);
    const total = spent(run, unit);
    const isMeasured = unit === 'cpuMs' || unit === 'wallMs';
    if (total > amount + (isMeasured ? one : 0)) object(`used ${total} ${unit}`);
    if (total <= amount - one && run.row.reason !== 'exhausted') object(`used only ${total} ${unit}`);
  }
  if (objections.length === 0) return;
  throw new KaizenError('KAIZEN_STUDY_UNEQUAL_COST', 'arms of this study did not have the same total cost', {
    wanted: `${amount} ${unit} for each run, experience included, up to less than one candidate`,
    got: objections.slice(0, 10).join('; ') + (objections.length > 10 ? `; and ${objections.length - 10} more` : ''),
    next: 'runs of another budget cannot be compared: make the study anew in another workspace',
  });
}

/** What a run used, experience included. */
function spent({ row }: StudyRun, unit: CostUnit): number {
  return row.cost[unit];
}
