import { studentQuantile } from '../../base/student.ts';
import type { Repeats } from '../../core/noise.ts';

/** More repeats of one candidate than this are better spent on other candidates. */
const MOST = 32;

/**
 * Repeats that tell two candidates apart whose true scores differ by `difference` > 0, where scores have a standard
 * deviation of `deviation` that was estimated with so many degrees of freedom: both means are off by deviation / √n, so
 * n = 2 (t · deviation / difference)², t exceeded with probability `doubt`. A candidate that is clearly worse needs a
 * quarter of them.
 */
export function recommendRepeats(deviation: number, difference: number, degrees: number, doubt: number): Repeats {
  const needed = 2 * ((studentQuantile(doubt, degrees) * deviation) / difference) ** 2;
  const most = Math.min(MOST, Math.max(2, Math.ceil(needed)));
  return { least: Math.max(2, Math.ceil(most / 4)), most };
}
