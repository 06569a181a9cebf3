import { length, svg } from '../shared/svg.ts';

const SIZE = 120;
const GAP = 8;

/** For each formula, what is answered (upwards) by what is right (to the right) as SVG; good formulas lie on the line. */
export function scatterPicture(pairs: readonly (readonly (readonly [target: number, answer: number])[])[]): string {
  const frames = pairs.map((points, index) => {
    const targets = points.map(([target]) => target);
    const [low, high] = [Math.min(...targets), Math.max(...targets)];
    const place = (value: number): number => SIZE * Math.min(1, Math.max(0, (value - low) / (high - low || 1)));
    const left = GAP + index * (SIZE + GAP);
    const bottom = GAP + SIZE;
    const dots = points.map(([target, answer]) => {
      const height = Number.isFinite(answer) ? place(answer) : 0;
      return `<circle cx="${length(left + place(target))}" cy="${length(bottom - height)}" r="2" fill="currentColor"/>`;
    });
    return [
      `<rect x="${left}" y="${GAP}" width="${SIZE}" height="${SIZE}" fill="none" stroke="currentColor" stroke-width="0.5"/>`,
      `<line x1="${left}" y1="${bottom}" x2="${left + SIZE}" y2="${GAP}" stroke="currentColor" stroke-opacity="0.4"/>`,
      ...dots,
    ].join('');
  });
  return svg(
    `Answers by targets of ${pairs.length} formulas`,
    pairs.length * (SIZE + GAP) + GAP,
    SIZE + 2 * GAP,
    frames,
  );
}
