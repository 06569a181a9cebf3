import { rootKey, subKey } from '../base/random.ts';
import { mean } from '../base/statistics.ts';
import { finalMerit, type Problem, type ProblemRun } from './problem.ts';
import { type Interval, meanInterval } from './statistics/bootstrap.ts';
import { logComputeRatio } from './statistics/compute-to-target.ts';
import { cliffsDelta, superiority } from './statistics/effect-size.ts';
import { holm } from './statistics/holm.ts';
import { signFlipTest } from './statistics/sign-flip-test.ts';
import { signedRankTest } from './statistics/signed-rank.ts';
import type { StudySpec } from './study-spec.ts';

/** What may be said: the arm is better than the baseline, worse, or there is no evidence of either. */
export type Claim = 'better' | 'worse' | 'none';

/** Compute of the baseline / compute of the arm, for what both reached: geometric mean over pairs. > 1 favours the arm. */
export interface ComputeRatio {
  readonly ratio: number;
  readonly interval: Interval;
}

export interface Tested {
  readonly pValue: number;
  /** After Holm's correction over all claims of the study. */
  readonly adjusted: number;
  readonly claim: Claim;
}

/** An arm against the baseline on one task, decided by held-out scores at the end. */
export interface TaskComparison extends Tested {
  readonly task: string;
  readonly compute: ComputeRatio;
  /** Mean of the paired differences of final held-out scores, > 0 when the arm is better, and its interval. */
  readonly difference: number;
  readonly interval: Interval;
  readonly cliffsDelta: number;
  /** Probability that a run of the arm ends better than one of the baseline. */
  readonly superiority: number;
  /** Run ids, [arm, baseline], pair by pair. */
  readonly pairs: readonly (readonly [string, string])[];
}

/** An arm against the baseline over all tasks, decided by compute. */
export interface Comparison extends Tested {
  readonly arm: string;
  readonly baseline: string;
  readonly compute: ComputeRatio;
  readonly seeds: number;
  readonly tasks: readonly TaskComparison[];
}

/**
 * Compares every arm with the baseline by the rule that was fixed before the first run.
 *
 * Over all tasks: the mean over tasks of the log compute ratio, one number for each seed; exact sign-flip test.
 * On each task: paired differences of final held-out scores; exact signed-rank test.
 * All p-values are corrected together by Holm's method. A claim over all tasks also needs the interval of its ratio to
 * exclude 1.
 */
export function compareArms(spec: StudySpec, problems: readonly Problem[]): Comparison[] {
  const raw = spec.arms
    .filter(({ name }) => name !== spec.rule.baseline)
    .map(({ name }) => compareRaw(name, spec, problems));
  const adjusted = holm(raw.flatMap(({ pValue, tasks }) => [pValue, ...tasks.map((task) => task.pValue)]));
  const { significance } = spec.rule;
  let next = 0;
  const take = (): number => adjusted[next++] as number;
  return raw.map(({ tasks, ...overall }): Comparison => {
    const own = take();
    const { low, high } = overall.compute.interval;
    const excludesOne = low > 1 || high < 1;
    return {
      ...overall,
      adjusted: own,
      claim: own <= significance && excludesOne ? sideOf(Math.log(overall.compute.ratio)) : 'none',
      tasks: tasks.map(({ side, ...task }): TaskComparison => {
        const other = take();
        return { ...task, adjusted: other, claim: other <= significance ? sideOf(side) : 'none' };
      }),
    };
  });
}

function sideOf(difference: number): Claim {
  if (difference === 0) return 'none';
  return difference > 0 ? 'better' : 'worse';
}

function compareRaw(arm: string, spec: StudySpec, problems: readonly Problem[]) {
  const { baseline, level, resamples } = spec.rule;
  const interval = (values: readonly number[], name: string): Interval =>
    meanInterval(values, { level, resamples }, subKey(rootKey(1), `${arm}/${name}`));
  const logRatios = problems.map((problem) => {
    const [own, other] = pair(problem, arm, baseline);
    return own.map((run, index) => logComputeRatio(run.curve, (other[index] as ProblemRun).curve, problem.start));
  });
  const overall = spec.seeds.map((_, index) => mean(logRatios.map((ratios) => ratios[index] as number)));
  const tasks = problems.map((problem, number) => {
    const [own, other] = pair(problem, arm, baseline);
    const finals = own.map(finalMerit);
    const others = other.map(finalMerit);
    const differences = finals.map((merit, index) => merit - (others[index] as number));
    const ratios = logRatios[number] as number[];
    const { statistic, pairs, pValue } = signedRankTest([differences]);
    return {
      task: problem.task,
      pValue,
      /** Which way the ranks lean. */
      side: statistic - (pairs * (pairs + 1)) / 4,
      compute: ratioOf(ratios, interval(ratios, `${problem.task}/compute`)),
      difference: mean(differences),
      interval: interval(differences, `${problem.task}/score`),
      cliffsDelta: cliffsDelta(finals, others),
      superiority: superiority(finals, others),
      pairs: own.map((run, index) => [run.source.run, (other[index] as ProblemRun).source.run] as const),
    };
  });
  return {
    arm,
    baseline,
    seeds: spec.seeds.length,
    pValue: signFlipTest(overall, subKey(rootKey(1), `${arm}/overall`)),
    compute: ratioOf(overall, interval(overall, 'overall')),
    tasks,
  };
}

function pair(
  { arms }: Problem,
  arm: string,
  baseline: string,
): readonly [readonly ProblemRun[], readonly ProblemRun[]] {
  return [arms.get(arm) as readonly ProblemRun[], arms.get(baseline) as readonly ProblemRun[]];
}

function ratioOf(logs: readonly number[], { low, high }: Interval): ComputeRatio {
  return { ratio: Math.exp(mean(logs)), interval: { low: Math.exp(low), high: Math.exp(high) } };
}
