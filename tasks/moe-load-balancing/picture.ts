import { length, svg } from '../shared/svg.ts';
import type { Outcome } from './training.ts';

const BAR = 14;
const GAP = 24;
const HEIGHT = 120;
/** Shares above three even shares are cut. */
const TALLEST = 3;

/** Loads of the experts, busiest first, a group of bars for each layer; the line is an even share. */
export function loadPicture({ loads }: Pick<Outcome, 'loads'>): string {
  let left = GAP;
  const parts = loads.flatMap((shares) => {
    const sorted = [...shares].sort((a, b) => b - a);
    const bars = sorted.map((share, index) => {
      const tall = (HEIGHT * Math.min(TALLEST, share * shares.length)) / TALLEST;
      const x = left + index * BAR;
      return `<rect x="${x}" y="${length(HEIGHT + GAP - tall)}" width="${BAR - 2}" height="${length(tall)}" fill="currentColor" fill-opacity="0.6"/>`;
    });
    const even = HEIGHT + GAP - HEIGHT / TALLEST;
    const right = left + shares.length * BAR;
    const line = `<line x1="${left}" y1="${even}" x2="${right}" y2="${even}" stroke="currentColor" stroke-width="1"/>`;
    left = right + GAP;
    return [...bars, line];
  });
  return svg(`Loads of the experts in ${loads.length} layers`, left, HEIGHT + 2 * GAP, parts);
}
