import { hashOf, type Place, placeIn } from '../battle/address.ts';

/** What the address of the page says after its #: who fights, by their indices, and which place of the battle is shown. */
export interface PairPlace extends Place {
  readonly pair: readonly [number, number];
}

/** Null for an address that names no two warriors. */
export function pairPlaceIn(hash: string): PairPlace | null {
  const found = /^#battle=(\d{1,9})-(\d{1,9})(?:&(.*))?$/s.exec(hash);
  return found && { pair: [Number(found[1]), Number(found[2])], ...placeIn(`#${found[3] ?? ''}`) };
}

export function pairHashOf({ pair: [one, other], ...place }: PairPlace): string {
  return `#battle=${one}-${other}&${hashOf(place).slice(1)}`;
}
