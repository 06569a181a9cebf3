import { KaizenError } from '../../base/errors.ts';

/**
 * NaN is neither above nor below anything, so a test would count it as a pair that lost, and an interval would be NaN
 * without a word. Throws KAIZEN_STUDY_NOT_FINITE instead; `statistic` is what was asked of the values.
 */
export function requireFinite(values: readonly number[], statistic: string): void {
  const index = values.findIndex((value) => !Number.isFinite(value));
  if (index < 0) return;
  throw new KaizenError('KAIZEN_STUDY_NOT_FINITE', `there is no ${statistic} of values that are not finite numbers`, {
    wanted: 'finite numbers, one for each pair',
    got: `${values[index]} as number ${index + 1} of ${values.length}`,
    next: 'leave out what has no score or no cost, and say so',
  });
}
