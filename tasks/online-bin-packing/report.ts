/** Ranges of free space that the report tells apart. */
const RANGES: readonly (readonly [low: number, high: number])[] = [
  [1, 4],
  [5, 9],
  [10, 19],
  [20, 39],
  [40, 99],
];

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/**
 * Where space was lost, in words: shares of bins and of free space by how much is left in a bin at the end.
 * `remaining[r]` is the number of bins that end with r free.
 */
export function leftoverReport(remaining: readonly number[]): string {
  const bins = remaining.reduce((total, count) => total + count, 0);
  const free = remaining.reduce((total, count, space) => total + count * space, 0);
  if (bins === 0 || free === 0) return 'Every bin is full.';
  const parts = RANGES.map(([low, high]) => {
    const inRange = remaining.slice(low, high + 1);
    const count = inRange.reduce((total, value) => total + value, 0);
    const space = inRange.reduce((total, value, index) => total + value * (low + index), 0);
    return `${percent(count / bins)} of the bins end with ${low}-${high} free (${percent(space / free)} of the waste)`;
  });
  return [
    `${percent((remaining[0] as number) / bins)} of the bins are exactly full; the mean bin ends with ${(free / bins).toFixed(2)} free.`,
    ...parts.map((part) => `- ${part}`),
  ].join('\n');
}

const WIDTH = 404;
const HEIGHT = 120;

/** Histogram of the final free space as SVG: one bar for each of 0 … 99, heights on a logarithmic scale. */
export function histogramPicture(remaining: readonly number[]): string {
  const top = Math.log1p(Math.max(1, ...remaining));
  const bars = remaining.map((count, space) => {
    const height = HEIGHT * (Math.log1p(count) / top);
    return `<rect x="${4 * space + 2}" y="${(HEIGHT - height).toFixed(1)}" width="3" height="${height.toFixed(1)}"/>`;
  });
  const label = 'Number of bins by free space at the end, 0 to 99, logarithmic';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">${bars.join('')}</svg>`;
}
