/**
 * Median and median absolute deviation (MAD), a measure of spread that outliers do not move:
 *
 *   MAD = median |x_i − median x|
 *
 * Source: F. R. Hampel, "The influence curve and its role in robust estimation", JASA 69, 1974. Of an even number of
 * values the median is the mean of the middle two. Typed arrays, because selectors do this for every draw.
 */
export function medianDeviation(values: readonly number[]): { readonly median: number; readonly deviation: number } {
  const sorted = Float64Array.from(values).sort();
  const median = middleOf(sorted);
  const deviation = middleOf(sorted.map((value) => Math.abs(value - median)).sort());
  return { median, deviation };
}

/** NaN for an empty list. */
function middleOf(sorted: Float64Array): number {
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}
