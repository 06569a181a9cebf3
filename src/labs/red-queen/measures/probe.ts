import { type Key, randomFrom, subKey } from '../../../base/random.ts';
import { mean } from '../../../base/statistics.ts';
import { dot, ridge } from './ridge.ts';

export interface Probe {
  /** Share of the variance that is foretold for rows that the fit did not see: ≤ 1, below 0 when the mean does better. */
  readonly crossValidated: number;
  readonly rows: number;
  readonly folds: number;
}

export const PROBE_FOLDS = 5;
/** With fewer rows a fold holds too few to say anything. */
const LEAST_ROWS = 20;
const PENALTIES = [1, 10, 100, 1_000, 10_000];

/**
 * How well numbers known without running a program foretell one that is only known by running it: a linear probe, fitted
 * by ridge regression on standardized features and judged on rows that it did not see,
 * R² = 1 − Σ (yᵢ − ŷᵢ)² / Σ (yᵢ − ȳ₋ᵢ)², where ŷᵢ and ȳ₋ᵢ come from the folds without i. The penalty is chosen within each
 * fit by the same method on its own rows. Null with fewer than 20 rows, or where all targets are equal.
 *
 * Source: M. Stone, "Cross-validatory choice and assessment of statistical predictions", Journal of the Royal Statistical
 * Society B 36, 1974; the probe from code to generality is Digital Red Queen's (arXiv 2601.03335), there on embeddings.
 */
export function linearProbe(rows: readonly (readonly number[])[], targets: readonly number[], key: Key): Probe | null {
  if (rows.length < LEAST_ROWS || new Set(targets).size < 2) return null;
  const folds = Math.min(PROBE_FOLDS, rows.length);
  const crossValidated = unexplained(rows, targets, key, (fitRows, fitTargets) => {
    const errors = PENALTIES.map((penalty) => -unexplained(fitRows, fitTargets, subKey(key, 'inner'), () => penalty));
    return PENALTIES[errors.indexOf(Math.max(...errors))] as number;
  });
  return { crossValidated: 1 - crossValidated, rows: rows.length, folds };
}

type Rows = readonly (readonly number[])[];

/** Squared errors on held-out folds over those of the mean of the other folds. */
function unexplained(
  rows: Rows,
  targets: readonly number[],
  key: Key,
  penaltyFor: (rows: Rows, targets: readonly number[]) => number,
): number {
  const order = randomFrom(subKey(key, 'folds')).shuffle([...rows.keys()]);
  let errors = 0;
  let spread = 0;
  for (let fold = 0; fold < PROBE_FOLDS; fold++) {
    const isHeldOut = (at: number): boolean => at % PROBE_FOLDS === fold;
    const seen = order.filter((_, at) => !isHeldOut(at));
    const fitRows = seen.map((index) => rows[index] as readonly number[]);
    const fitTargets = seen.map((index) => targets[index] as number);
    const predict = fitLine(fitRows, fitTargets, penaltyFor(fitRows, fitTargets));
    const center = mean(fitTargets);
    for (const index of order.filter((_, at) => isHeldOut(at))) {
      const target = targets[index] as number;
      errors += (target - predict(rows[index] as readonly number[])) ** 2;
      spread += (target - center) ** 2;
    }
  }
  return spread === 0 ? 1 : errors / spread;
}

/** Features are scaled by what the fitted rows show; one that never varies there counts as nothing. */
function fitLine(rows: Rows, targets: readonly number[], penalty: number): (row: readonly number[]) => number {
  const centers = (rows[0] ?? []).map((_, feature) => mean(rows.map((row) => row[feature] as number)));
  const scales = centers.map((center, feature) =>
    Math.sqrt(mean(rows.map((row) => ((row[feature] as number) - center) ** 2))),
  );
  const standardized = (row: readonly number[]): number[] =>
    row.map((value, feature) => {
      const scale = scales[feature] as number;
      return scale === 0 ? 0 : (value - (centers[feature] as number)) / scale;
    });
  const center = mean(targets);
  const weights = ridge(
    rows.map(standardized),
    targets.map((target) => target - center),
    penalty,
  );
  return (row) => center + dot(weights, standardized(row));
}
