import { rootKey, subKey } from '../base/random.ts';
import { median, quantile } from '../base/statistics.ts';
import { addCost, type Cost, type CostUnit, ZERO_COST } from '../core/cost.ts';
import { type Direction, scoreOf } from '../core/evaluation.ts';
import { type Comparison, compareArms } from './comparison.ts';
import type { HeldOutCurve } from './held-out.ts';
import { finalMerit, type Problem, type ProblemRun, problemOf } from './problem.ts';
import { areaUnderCurve } from './statistics/area-under-curve.ts';
import { type Interval, percentileInterval } from './statistics/bootstrap.ts';
import { type AnytimeCurve, expectedRunningTime, meritAt } from './statistics/compute-to-target.ts';
import { targetDistribution, targetsBetween } from './statistics/target-distribution.ts';
import { winnersCurseGap } from './statistics/winners-curse.ts';
import type { StudySpec } from './study-spec.ts';

/** One run as the study counts it; the log of `run` is what every number goes back to. */
export interface RunResult {
  readonly run: string;
  readonly seed: number;
  /** Held-out score at the end. */
  readonly score: number;
  readonly trainScore: number;
  /** Total cost, experience included. */
  readonly cost: Cost;
  /** What of it its experience cost, in the study's unit. */
  readonly charged: number;
  /** Why the search ended. */
  readonly reason: string | null;
}

/** How an arm did on a task. Scores are held-out scores in the task's unit. */
export interface ArmOnTask {
  readonly arm: string;
  readonly runs: readonly RunResult[];
  readonly median: number;
  readonly quartiles: Interval;
  /** Mean held-out score over log cost; see `statistics/area-under-curve.ts`. */
  readonly area: number;
  /** Median over runs of the winner's-curse gap, in the unit of the score, > 0 when train flatters. */
  readonly winnersCurse: number;
  /** Expected running time to each of the task's targets, in the study's unit; null when no run got there. */
  readonly expectedRunningTime: readonly (number | null)[];
  /** ERT of the baseline / ERT of this arm, with its interval; null where either never got there. */
  readonly speedup: readonly ({ readonly ratio: number; readonly interval: Interval } | null)[];
  /** Scores over cost, at `StudyAnalysis.costs`; null before the first score. */
  readonly curve: readonly {
    readonly median: number | null;
    readonly low: number | null;
    readonly high: number | null;
  }[];
}

export interface TaskAnalysis {
  readonly task: string;
  readonly direction: Direction;
  readonly unit: string;
  /** Held-out score of the best seed program. */
  readonly start: number;
  /** Best held-out score of any run. */
  readonly best: number;
  /** Targets of the running-time table: what they are, and the held-out score. */
  readonly targets: readonly { readonly name: string; readonly score: number }[];
  readonly arms: readonly ArmOnTask[];
}

export interface StudyAnalysis {
  readonly unit: CostUnit;
  readonly amount: number;
  /** Costs at which curves are given, evenly spaced in the logarithm. */
  readonly costs: readonly number[];
  readonly tasks: readonly TaskAnalysis[];
  readonly comparisons: readonly Comparison[];
  /** Share of (run, target) pairs reached at each of `costs`, for each arm, over all tasks. */
  readonly targetsReached: readonly { readonly arm: string; readonly share: readonly number[] }[];
  /** Everything that all compared runs of an arm cost, in all units. */
  readonly cost: readonly { readonly arm: string; readonly total: Cost }[];
}

export interface TaskFacts {
  readonly direction: Direction;
  readonly unit: string;
}

const COST_POINTS = 60;
const COST_SPAN = 300;
const TARGETS = 50;

/** All statistics of a study, from its runs alone. Pure: the same runs give the same numbers. */
export function analyse(
  spec: StudySpec,
  curves: readonly HeldOutCurve[],
  facts: ReadonlyMap<string, TaskFacts>,
): StudyAnalysis {
  const { unit, amount } = spec.budget;
  const costs = Array.from({ length: COST_POINTS }, (_, i) => amount * COST_SPAN ** (i / (COST_POINTS - 1) - 1));
  const problems = spec.tasks.map(({ name }) => problemOf(name, spec, curves));
  return {
    unit,
    amount,
    costs,
    tasks: problems.map((problem) => analyseTask(problem, spec, costs, facts.get(problem.task) as TaskFacts)),
    comparisons: compareArms(spec, problems),
    targetsReached: spec.arms.map(({ name }) => ({
      arm: name,
      share: targetDistribution(
        problems.map(({ start, best, arms }) => ({
          curves: (arms.get(name) as ProblemRun[]).map(({ curve }) => curve),
          targets: targetsBetween(start, best, TARGETS),
        })),
        costs,
      ),
    })),
    cost: spec.arms.map(({ name }) => ({
      arm: name,
      total: curves.filter(({ arm }) => arm === name).reduce((sum, { cost }) => addCost(sum, cost), ZERO_COST),
    })),
  };
}

function analyseTask(problem: Problem, spec: StudySpec, costs: readonly number[], facts: TaskFacts): TaskAnalysis {
  const { task, start, best, arms } = problem;
  const score = (merit: number): number => scoreOf(merit, facts.direction);
  const baseline = arms.get(spec.rule.baseline) as readonly ProblemRun[];
  const baselineFinal = median(baseline.map(finalMerit));
  const targets = [
    { name: `median result of ${spec.rule.baseline}`, merit: baselineFinal },
    { name: 'half way to the best found', merit: start + (best - start) / 2 },
    { name: '90 % of the way', merit: start + (best - start) * 0.9 },
  ];
  return {
    task,
    direction: facts.direction,
    unit: facts.unit,
    start: score(start),
    best: score(best),
    targets: targets.map(({ name, merit }) => ({ name, score: score(merit) })),
    arms: spec.arms.map(({ name }): ArmOnTask => {
      const runs = arms.get(name) as readonly ProblemRun[];
      const finals = runs.map(finalMerit);
      const range = { from: costs[0] as number, to: spec.budget.amount };
      return {
        arm: name,
        runs: runs.map((run) => resultOf(run, score)),
        median: score(median(finals)),
        quartiles: scoreInterval(quantile(finals, 0.25), quantile(finals, 0.75), score),
        area: score(median(runs.map(({ curve }) => areaUnderCurve(curve, range, start)))),
        winnersCurse: median(runs.map((run) => curseOf(run, problem))),
        expectedRunningTime: targets.map(({ merit }) =>
          expectedRunningTime(
            runs.map(({ curve }) => curve),
            merit,
          ),
        ),
        speedup: targets.map(({ merit }) => speedupOf(runs, baseline, merit, spec, `${task}/${name}`)),
        curve: costs.map((cost) => spreadAt(runs, cost, score)),
      };
    }),
  };
}

function resultOf({ source, curve }: ProblemRun, score: (merit: number) => number): RunResult {
  const { run, seed, cost, charged, reason } = source;
  const last = source.points.at(-1);
  const trainScore = score(last?.train ?? Number.NaN);
  return { run, seed, score: score(curve.merit.at(-1) as number), trainScore, cost, charged, reason };
}

function curseOf(run: ProblemRun, { start, startTrain }: Problem): number {
  const train = run.source.points.at(-1)?.train ?? Number.NaN;
  return winnersCurseGap({ train, heldOut: finalMerit(run) }, { train: startTrain, heldOut: start });
}

function speedupOf(
  runs: readonly ProblemRun[],
  baseline: readonly ProblemRun[],
  target: number,
  { rule, seeds }: StudySpec,
  name: string,
): { ratio: number; interval: Interval } | null {
  const ratioOf = (indices: readonly number[]): number => {
    const drawn = (list: readonly ProblemRun[]): AnytimeCurve[] =>
      indices.map((index) => (list[index] as ProblemRun).curve);
    const own = expectedRunningTime(drawn(runs), target);
    const other = expectedRunningTime(drawn(baseline), target);
    if (own === null) return other === null ? Number.NaN : 0;
    return other === null ? Number.POSITIVE_INFINITY : other / own;
  };
  const ratio = ratioOf(seeds.map((_, index) => index));
  if (!Number.isFinite(ratio) || ratio === 0) return null;
  const key = subKey(rootKey(1), `speedup/${name}/${target}`);
  // A table of many ratios: a tenth of the draws of the verdict's interval is plenty.
  const options = { level: rule.level, resamples: Math.max(200, rule.resamples / 10) };
  return { ratio, interval: percentileInterval(seeds.length, ratioOf, options, key) };
}

/** Median and quartiles of the runs at a cost, once every run has a score. */
function spreadAt(
  runs: readonly ProblemRun[],
  cost: number,
  score: (merit: number) => number,
): ArmOnTask['curve'][number] {
  const merits = runs.map(({ curve }) => meritAt(curve, cost));
  if (merits.includes(null)) return { median: null, low: null, high: null };
  const known = merits as number[];
  const { low, high } = scoreInterval(quantile(known, 0.25), quantile(known, 0.75), score);
  return { median: score(median(known)), low, high };
}

/** The lower score first, whatever the direction. */
function scoreInterval(a: number, b: number, score: (merit: number) => number): Interval {
  const [low, high] = [score(a), score(b)].sort((x, y) => x - y) as [number, number];
  return { low, high };
}
