import type { JsonObject } from '../../base/json.ts';

/**
 * Okabe and Ito's palette, which people with any colour vision can tell apart, without its yellow, which is too light on
 * white: M. Okabe, K. Ito, "Color universal design", 2008. The baseline is drawn in grey.
 */
const PALETTE = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#000000'];
const BASELINE = '#6b6b6b';

/** The colour of each arm: the same in every figure. */
export function armColours(arms: readonly string[], baseline: string): Map<string, string> {
  const others = arms.filter((arm) => arm !== baseline);
  return new Map([
    [baseline, BASELINE],
    ...others.map((arm, index) => [arm, PALETTE[index % PALETTE.length] as string] as const),
  ]);
}

const FONT = 'Helvetica, Arial, "Liberation Sans", sans-serif';

/** What all figures share: one typeface, thin grey axes, no frame. */
export const FIGURE_CONFIG: JsonObject = {
  background: 'white',
  font: FONT,
  padding: 12,
  title: { fontSize: 13, fontWeight: 600, anchor: 'start', offset: 10, subtitleFontSize: 11, subtitleColor: '#555' },
  view: { stroke: null },
  axis: {
    labelFontSize: 11,
    titleFontSize: 11,
    titleFontWeight: 400,
    titleColor: '#333',
    labelColor: '#333',
    gridColor: '#ececec',
    domainColor: '#888',
    tickColor: '#888',
    tickSize: 4,
  },
  text: { fontSize: 11 },
};
