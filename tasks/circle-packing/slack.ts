import type { Circle } from './circles.ts';

export interface Slack {
  /** Pairs of circles that touch within the tolerance. */
  readonly contacts: number;
  /** Circle-and-wall pairs that touch within the tolerance. */
  readonly wallContacts: number;
  /** In words: contacts, and the circles that could grow most where they are. */
  readonly report: string;
}

const REPORTED = 3;

/** How tightly circles sit. A circle's slack is how much its radius could grow with all other circles as they are. */
export function slackOf(circles: readonly Circle[], tolerance: number): Slack {
  const room = circles.map(([x, y, radius]) => Math.min(x, y, 1 - x, 1 - y) - radius);
  let contacts = 0;
  let wallContacts = 0;
  for (const [index, [x, y, radius]] of circles.entries()) {
    for (const wall of [x, y, 1 - x, 1 - y]) if (wall - radius <= tolerance) wallContacts += 1;
    for (let other = index + 1; other < circles.length; other += 1) {
      const [otherX, otherY, otherRadius] = circles[other] as Circle;
      const gap = Math.hypot(x - otherX, y - otherY) - radius - otherRadius;
      if (gap <= tolerance) contacts += 1;
      room[index] = Math.min(room[index] as number, gap);
      room[other] = Math.min(room[other] as number, gap);
    }
  }
  const loose = room
    .map((slack, index) => ({ slack, index }))
    .filter(({ slack }) => slack > tolerance)
    .sort((a, b) => b.slack - a.slack);
  const lines = loose.slice(0, REPORTED).map(({ slack, index }) => {
    const [x, y, radius] = circles[index] as Circle;
    const place = `(${x.toFixed(4)}, ${y.toFixed(4)})`;
    return `- circle ${index} at ${place}, radius ${radius.toFixed(6)}, could grow by ${slack.toExponential(2)}`;
  });
  const report = [
    `${contacts} contacts between circles, ${wallContacts} with walls; ${loose.length} circles touch nothing.`,
    ...lines,
  ].join('\n');
  return { contacts, wallContacts, report };
}
