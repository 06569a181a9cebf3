import { length, svg } from '../shared/svg.ts';

const WIDTH = 500;
const HEIGHT = 60;

/** A set of whole numbers as SVG: a stroke for each member between 0 and the largest one. */
export function setPicture(members: readonly number[]): string {
  const largest = Math.max(1, members.at(-1) as number);
  const strokes = members.map((member) => {
    const x = length((WIDTH * member) / largest);
    return `<line x1="${x}" x2="${x}" y1="0" y2="${HEIGHT}"/>`;
  });
  return svg(`${members.length} whole numbers from 0 to ${largest}`, WIDTH, HEIGHT, [
    `<g stroke="currentColor" stroke-width="0.3">${strokes.join('')}</g>`,
  ]);
}
