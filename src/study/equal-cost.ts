import { KaizenError } from '../base/errors.ts';
import { COST_UNITS, type CostUnit } from '../core/cost.ts';
import type { NoiseSpec } from '../core/noise.ts';
import type { Limits, Task } from '../core/task.ts';
import { cellKey, cellsOf } from './cells.ts';
import type { StudyRun } from './find-runs.ts';
import type { StudySpec } from './study-spec.ts';

/**
 * Checks that no arm had more to spend than another. Every compared run must have the study's budget and no other, must
 * have been charged everything that its experience cost, by the ledgers of the runs that it was learned from, and must
 * have used the budget up to less than one candidate's cost; on a noisy task its search must have, and of what is kept
 * for the final round there is left what the repeats of its finalists do not fill. Only a run that found nothing new to
 * propose may end earlier. Throws KAIZEN_STUDY_UNEQUAL_COST with every run that differs.
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

    const { noise } = run.spec;
    const one = candidateCost((tasks.get(cell.task) as Task).limits, unit, spec.lag, noise);
    const total = spent(run, unit);
    const isMeasured = unit === 'cpuMs' || unit === 'wallMs';
    if (total > amount + (isMeasured ? one : 0)) object(`used ${total} ${unit}`);
    const searched = amount * (1 - (noise?.finalShare ?? 0));
    if (total <= searched - one && run.row.reason !== 'exhausted') object(`used only ${total} ${unit}`);
  }
  if (objections.length === 0) return;
  throw new KaizenError('KAIZEN_STUDY_UNEQUAL_COST', 'arms of this study did not have the same total cost', {
    wanted: `${amount} ${unit} for each run, experience included, up to less than one candidate, and to what a final round leaves`,
    got: objections.slice(0, 10).join('; ') + (objections.length > 10 ? `; and ${objections.length - 10} more` : ''),
    next: 'runs of another budget cannot be compared: make the study anew in another workspace',
  });
}

/** The most that one candidate may cost in the study's unit: by how much searches of equal budget may differ. */
function candidateCost(limits: Limits, unit: CostUnit, lag: number, noise?: NoiseSpec): number {
  const { evaluations, sessions } = noise?.reserve ?? { evaluations: 1, sessions: 1 };
  if (unit === 'steps') return limits.steps * sessions;
  if (unit === 'evaluations') return evaluations;
  // Measured units are checked when a slot ends, so what is in flight may go beyond them.
  if (unit === 'cpuMs' || unit === 'wallMs') return limits.wallMs * sessions * (lag + 1);
  return Number.POSITIVE_INFINITY;
}

/** What a run used, experience included. */
function spent({ row }: StudyRun, unit: CostUnit): number {
  return row.cost[unit];
}
