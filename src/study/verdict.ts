import type { Claim, Comparison } from './comparison.ts';
import type { StudySpec } from './study-spec.ts';

/** The study's answer in one sentence: what its primary comparison shows, or that it shows nothing. */
export function verdictOf(spec: StudySpec, comparisons: readonly Comparison[]): string {
  const primary = comparisons.find(({ arm }) => arm === spec.rule.primary) as Comparison;
  return sentenceOf(primary, spec);
}

/** One comparison as a sentence with its interval, number of pairs and corrected p-value. */
export function sentenceOf(
  { arm, baseline, compute, claim, seeds, adjusted, tasks }: Comparison,
  spec: StudySpec,
): string {
  const percent = Math.round(100 * spec.rule.level);
  const where = tasks.length === 1 ? `on ${(tasks[0] as { task: string }).task}` : `on ${tasks.length} tasks`;
  const evidence = (invert: boolean): string => {
    const { low, high } = compute.interval;
    const [from, to] = invert ? [1 / high, 1 / low] : [low, high];
    return `${percent} % CI ${times(from)}–${times(to)}, ${seeds} paired seeds ${where}, p = ${probability(adjusted)}`;
  };
  const sentences: Record<Claim, string> = {
    better: `${arm} reached the ${baseline} result with ${times(compute.ratio)}× less compute (${evidence(false)}).`,
    worse: `${arm} needed ${times(1 / compute.ratio)}× more compute than ${baseline} for the same result (${evidence(true)}).`,
    none: `There is no evidence that ${arm} needs less or more compute than ${baseline}: ratio ${times(compute.ratio)} (${evidence(false)}).`,
  };
  return sentences[claim];
}

/** A ratio with two significant digits, more when it is large. */
export function times(ratio: number): string {
  if (!Number.isFinite(ratio)) return '∞';
  if (ratio >= 1000) return ratio.toExponential(1);
  if (ratio >= 100) return ratio.toFixed(0);
  return ratio >= 10 ? ratio.toFixed(1) : ratio.toFixed(ratio >= 0.1 ? 2 : 3);
}

export function probability(p: number): string {
  if (p < 0.0001) return '< 0.0001';
  return p < 0.01 ? p.toFixed(4) : p.toFixed(3);
}
