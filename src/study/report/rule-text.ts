import type { StudySpec } from '../study-spec.ts';
import { amount } from './tables.ts';

const UNITS: Readonly<Record<StudySpec['budget']['unit'], string>> = {
  evaluations: 'candidates evaluated',
  steps: 'executed steps',
  cpuMs: 'CPU milliseconds',
  wallMs: 'milliseconds of wall time',
  tokensIn: 'tokens in',
  tokensOut: 'tokens out',
  tokensCached: 'cached tokens',
  microUsd: 'millionths of a dollar',
};

/** `2.00k candidates evaluated per run`. */
export function budgetText({ budget }: Pick<StudySpec, 'budget'>): string {
  return `${amount(budget.amount)} ${UNITS[budget.unit]} per run`;
}

/** The decision rule in words. */
export function ruleText({ rule, seeds, tasks, arms, budget }: StudySpec): string[] {
  const claims = (arms.length - 1) * (tasks.length + 1);
  return [
    `Every run has the same total cost, ${budgetText({ budget })}; what experience cost is part of it. Held-out scores decide, never training scores: after the runs, the best programs so far at fixed moments are scored on the test split, where a task has one.`,
    `Every arm is compared with ${rule.baseline} over the same ${seeds.length} seeds; the verdict is about ${rule.primary}.`,
    `Compute ratio: for each pair of runs, the cost at which ${rule.baseline} first reached the best score that both reached in the end, divided by the cost at which the arm did. Ratios are averaged in the logarithm, over tasks and then over seeds, with a studentized paired bootstrap interval at ${Math.round(100 * rule.level)} % (${rule.resamples} resamples).`,
    `An arm is said to need less (or more) compute if the exact sign-flip test over seeds rejects after Holm’s correction for all ${claims} claims of the study, at a family-wise level of ${rule.significance}, and the interval excludes 1. On a single task an arm is said to end better (or worse) if the exact signed-rank test of the paired final scores rejects after the same correction. Otherwise there is no evidence.`,
  ];
}
