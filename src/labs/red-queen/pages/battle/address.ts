/** What the address of the page says after its #: which round, and where in it. Positions count instructions. */
export interface Place {
  readonly round: number;
  readonly position: number;
}

/** Anything that is no number counts as the beginning. */
export function placeIn(hash: string): Place {
  const found = /^#round=(\d{1,9})(?:&position=(\d{1,9}))?$/.exec(hash);
  return { round: Math.max(0, Number(found?.[1] ?? 1) - 1), position: Number(found?.[2] ?? 0) };
}

export function hashOf({ round, position }: Place): string {
  return `#round=${round + 1}&position=${position}`;
}
