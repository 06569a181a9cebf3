import type { HeldOutCurve } from './held-out.ts';
import { seedFailed } from './seed-failed.ts';
import type { AnytimeCurve } from './statistics/compute-to-target.ts';
import type { StudySpec } from './study-spec.ts';

/** A run of one arm on one task, in merits. */
export interface ProblemRun {
  readonly source: HeldOutCurve;
  readonly curve: AnytimeCurve;
}

/** All that is known of one task, in merits: higher is better. Runs are in the order of the study's seeds. */
export interface Problem {
  readonly task: string;
  /** Merit of the best seed program, which every arm starts with. */
  readonly start: number;
  readonly startTrain: number;
  /** Best merit at the end of any run. */
  readonly best: number;
  readonly arms: ReadonlyMap<string, readonly ProblemRun[]>;
}

/**
 * Gathers the runs of one task from all runs of a study. Every compared run must be there and finished. Fails with
 * KAIZEN_STUDY_SEED_FAILED where the seed program is worth nothing on held-out data: then no result can be compared with it.
 */
export function problemOf(task: string, spec: StudySpec, curves: readonly HeldOutCurve[]): Problem {
  const own = curves.filter((curve) => curve.task === task);
  const first = own[0] as HeldOutCurve;
  const seedPoint = first.points.findLast(({ candidate }) => candidate < first.seedPrograms) ?? first.points[0];
  const start = seedPoint?.heldOut ?? Number.NaN;
  if (!Number.isFinite(start)) throw seedFailed(task, 'no score there');
  const arms = new Map(
    spec.arms.map(({ name }) => [
      name,
      spec.seeds.map((seed): ProblemRun => {
        const source = own.find((curve) => curve.arm === name && curve.seed === seed) as HeldOutCurve;
        // A champion that fails on held-out data is as good as what one had before.
        const merit = source.points.map(({ heldOut }) => (Number.isFinite(heldOut) ? heldOut : start));
        return {
          source,
          curve: { cost: source.points.map(({ cost }) => cost), merit, end: source.cost[spec.budget.unit] },
        };
      }),
    ]),
  );
  const best = Math.max(...[...arms.values()].flat().map(finalMerit));
  return { task, start, startTrain: seedPoint?.train ?? Number.NaN, best, arms };
}

/** Held-out merit at the end of the run. */
export function finalMerit({ curve }: ProblemRun): number {
  return curve.merit.at(-1) as number;
}
