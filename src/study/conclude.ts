import type { Task } from '../core/task.ts';
import type { Machine } from '../engine/create-executor.ts';
import type { Workspace } from '../store/contract.ts';
import { analyse, type StudyAnalysis, type TaskFacts } from './analysis.ts';
import { cellKey, cellsOf } from './cells.ts';
import { requireEqualCost } from './equal-cost.ts';
import { findRuns } from './find-runs.ts';
import { type HeldOutCurve, measureHeldOut } from './held-out.ts';
import type { StoredStudy } from './preregistration.ts';
import { runCurve } from './run-curve.ts';
import { requireUnsteered } from './unsteered.ts';
import { sentenceOf, verdictOf } from './verdict.ts';

/** What a study came to; the JSON report is this. Infinite bounds are null there. */
export interface StudyReport {
  readonly id: string;
  /** Hash of what was stored before the first run. */
  readonly hash: string;
  readonly verdict: string;
  /** One sentence for every arm but the baseline. */
  readonly findings: readonly string[];
  readonly analysis: StudyAnalysis;
  /** Runs whose search ran out of new proposals before its budget ended. */
  readonly exhausted: readonly string[];
  /** Champions that failed on held-out data, each as its run and its number: they count as no better than the seed program. */
  readonly failedOnHeldOut: readonly string[];
  readonly spec: StoredStudy['spec'];
  readonly tasks: readonly { readonly name: string; readonly title: string }[];
}

/** Reads the finished runs of a study, checks that they cost the same, measures held-out scores, and decides. */
export async function concludeStudy(
  study: StoredStudy,
  context: { readonly workspace: Workspace; readonly tasks: ReadonlyMap<string, Task>; readonly machine: Machine },
  onProgress?: (done: number, total: number) => void,
): Promise<StudyReport> {
  const { spec, hash, folder } = study;
  const { workspace, tasks } = context;
  const runs = findRuns(workspace, hash);
  requireUnsteered(workspace, runs);
  requireEqualCost(spec, runs, tasks);
  const { unit, amount } = spec.budget;
  const curves = cellsOf(spec).compared.map((cell) => {
    const { row } = runs.get(cellKey(cell)) as NonNullable<ReturnType<typeof runs.get>>;
    return runCurve(row.id, workspace.events(row.id), { arm: cell.label, unit });
  });
  const measured = await measureHeldOut(curves, { folder, amount }, context, onProgress);
  return reportOn(study, measured, [...tasks.values()]);
}

/** Decides on measured courses, whoever measured them: a lab's runs may be more than one for each cell. */
export function reportOn(
  { id, hash, spec }: Pick<StoredStudy, 'id' | 'hash' | 'spec'>,
  curves: readonly HeldOutCurve[],
  tasks: readonly (TaskFacts & { readonly name: string; readonly title: string })[],
): StudyReport {
  const analysis = analyse(spec, curves, new Map(tasks.map((task) => [task.name, task])));
  return {
    id,
    hash,
    verdict: verdictOf(spec, analysis.comparisons),
    findings: analysis.comparisons.map((comparison) => sentenceOf(comparison, spec)),
    analysis,
    exhausted: curves.filter(({ reason }) => reason === 'exhausted').map(({ run }) => run),
    failedOnHeldOut: curves.flatMap(({ run, points }) =>
      points.filter(({ heldOut }) => !Number.isFinite(heldOut)).map(({ candidate }) => `${run} #${candidate}`),
    ),
    spec,
    tasks: tasks.map(({ name, title }) => ({ name, title })),
  };
}
