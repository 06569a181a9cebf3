import type { Warrior } from './warrior.ts';

/**
 * For each warrior the number of its p-space. Warriors with the same PIN share all cells but cell 0; a warrior without a
 * PIN has a p-space of its own.
 */
export function pSpaceOwners(warriors: readonly Warrior[]): number[] {
  return warriors.map(({ pin }, index) => (pin === null ? index : warriors.findIndex((other) => other.pin === pin)));
}
