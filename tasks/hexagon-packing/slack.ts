import type { Hexagon } from './hexagons.ts';

export interface Slack {
  /** Pairs of hexagons that touch within the tolerance. */
  readonly contacts: number;
  /** Hexagons that touch the outer one, once for each of its sides. */
  readonly wallContacts: number;
  /** How many different directions hexagons have, to three decimals of a radian. */
  readonly directions: number;
  /** In words. */
  readonly report: string;
}

const SIXTH = Math.PI / 3;
const INNER = Math.sqrt(3) / 2;

/** The angle without whole sixths of a turn, from −π/6 to π/6. */
function reduced(angle: number): number {
  return angle - SIXTH * Math.round(angle / SIXTH);
}

/** How far hexagon b is beyond the side of hexagon a that faces it; in doubles, for metrics only. */
export function beyondSide(a: Hexagon, b: Hexagon): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const direction = Math.atan2(dy, dx);
  const normal = direction - reduced(direction - a[2] - SIXTH / 2);
  return dx * Math.cos(normal) + dy * Math.sin(normal) - INNER - Math.cos(reduced(b[2] - normal));
}

/** How tightly hexagons sit in an outer hexagon of a given side. */
export function slackOf(hexagons: readonly Hexagon[], side: number, tolerance: number): Slack {
  let contacts = 0;
  let wallContacts = 0;
  const touches = hexagons.map(() => 0);
  const touched = (index: number): void => {
    touches[index] = (touches[index] as number) + 1;
  };
  for (const [index, hexagon] of hexagons.entries()) {
    for (let k = 0; k < 6; k += 1) {
      const normal = SIXTH * (k + 0.5);
      const reach =
        hexagon[0] * Math.cos(normal) + hexagon[1] * Math.sin(normal) + Math.cos(reduced(hexagon[2] - normal));
      if (side * INNER - reach > tolerance) continue;
      wallContacts += 1;
      touched(index);
    }
    for (let other = index + 1; other < hexagons.length; other += 1) {
      const neighbour = hexagons[other] as Hexagon;
      if (Math.max(beyondSide(hexagon, neighbour), beyondSide(neighbour, hexagon)) > tolerance) continue;
      contacts += 1;
      touched(index);
      touched(other);
    }
  }
  const directions = new Set(hexagons.map(([, , angle]) => Math.round(reduced(angle) * 1000))).size;
  const loose = touches.flatMap((count, index) => (count === 0 ? [index] : []));
  const which = loose.length === 0 ? '' : ` (${loose.join(', ')})`;
  return {
    contacts,
    wallContacts,
    directions,
    report: `${contacts} contacts between hexagons, ${wallContacts} with the outer one; ${loose.length} touch nothing${which}. ${directions} different directions.`,
  };
}
