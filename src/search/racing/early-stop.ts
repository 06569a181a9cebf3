/**
 * Whether the trials of a noisy evaluation may end, because it is clear on which side of a threshold the mean lies. With
 * n trials of mean x̄ and standard deviation s:
 *
 *   bayesian   P(μ > threshold) = Φ((x̄ − threshold) / (s / √n)): below `cutoff` it fails, above 1 − `cutoff` it beats
 *   interval   x̄ ± t(n − 1) · s / √n at `confidence`: it beats above the threshold, fails below, is uncertain around it
 *   hybrid     both say the same
 *
 * The normal posterior takes s for the truth and so is sure too early when trials are few: with three trials a true null
 * is stopped more often than `cutoff` says. The interval does not make that mistake. Looking after every trial raises the
 * chance of an error further; what is stopped loses precision, and should not lose more than that.
 *
 * Source: early stopping in ShinkaEvolve's published code (R. T. Lange, Y. Imajuku, E. Cetin 2025, arXiv 2509.19349). What
 * a run does by itself is `race.ts`, against the best candidate instead of a fixed threshold.
 */
import { z } from 'zod';
import { normalProbability } from '../../base/normal.ts';
import { mean } from '../../base/statistics.ts';
import { studentQuantile } from '../../base/student.ts';

export const earlyStopOptions = z.strictObject({
  rule: z.enum(['bayesian', 'interval', 'hybrid']).default('hybrid'),
  /** Of the Bayesian rule, above 0 and below 0.5. */
  cutoff: z.number().gt(0).lt(0.5).default(0.05),
  /** Of the interval, above 0 and below 1. */
  confidence: z.number().gt(0).lt(1).default(0.9),
  /** Trials before anything is said, ≥ 2. */
  leastTrials: z.int().min(2).max(1_000_000).default(3),
});

/** What the mean is held to do with the threshold; only `uncertain` needs more trials. */
export type EarlyVerdict = 'beats' | 'fails' | 'uncertain';

/** `merits` are higher when better, like the threshold. A trial that is not finite makes all uncertain. */
export function earlyVerdict(
  merits: readonly number[],
  threshold: number,
  options: z.input<typeof earlyStopOptions> = {},
): EarlyVerdict {
  const { rule, cutoff, confidence, leastTrials } = earlyStopOptions.parse(options);
  if (merits.length < leastTrials || !merits.every(Number.isFinite)) return 'uncertain';
  const average = mean(merits);
  const lead = average - threshold;
  const squares = merits.reduce((sum, merit) => sum + (merit - average) ** 2, 0);
  const error = Math.sqrt(squares / (merits.length - 1) / merits.length);
  if (error === 0) return lead > 0 ? 'beats' : lead < 0 ? 'fails' : 'uncertain';

  const bayesian = (): EarlyVerdict => {
    const probability = normalProbability(lead / error);
    return probability < cutoff ? 'fails' : probability > 1 - cutoff ? 'beats' : 'uncertain';
  };
  const interval = (): EarlyVerdict => {
    const half = studentQuantile((1 - confidence) / 2, merits.length - 1) * error;
    return lead > half ? 'beats' : lead < -half ? 'fails' : 'uncertain';
  };
  if (rule === 'bayesian') return bayesian();
  if (rule === 'interval') return interval();
  return bayesian() === interval() ? bayesian() : 'uncertain';
}
