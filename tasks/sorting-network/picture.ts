import { group, svg } from '../shared/svg.ts';
import type { Comparator } from './network.ts';

const STEP = 12;
const ROW = 16;

/** A network as SVG: channels are lines from left to right, comparators connect two of them. */
export function networkPicture(channels: number, comparators: readonly Comparator[]): string {
  const width = STEP * (comparators.length + 1);
  const place = (channel: number): number => ROW * (channel + 1);
  const lines = Array.from(
    { length: channels },
    (_, channel) => `<line x1="0" x2="${width}" y1="${place(channel)}" y2="${place(channel)}" stroke-opacity="0.4"/>`,
  );
  const marks = comparators.map(([low, high], index) => {
    const x = STEP * (index + 1);
    const ends = [low, high].map((channel) => `<circle cx="${x}" cy="${place(channel)}" r="2.5" fill="currentColor"/>`);
    return `<line x1="${x}" x2="${x}" y1="${place(low)}" y2="${place(high)}"/>${ends.join('')}`;
  });
  return svg(
    `A sorting network of ${comparators.length} comparators on ${channels} channels`,
    width,
    ROW * (channels + 1),
    [group('stroke="currentColor"', [...lines, ...marks])],
  );
}
