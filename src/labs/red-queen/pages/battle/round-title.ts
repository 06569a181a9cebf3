import type { RoundResult } from '../../mars/battle.ts';
import { numberText } from '../number-text.ts';

/** How a round ended, in a few words. */
export function roundTitle(names: readonly string[], { deaths, executed }: RoundResult): string {
  const survivors = names.filter((_, index) => deaths[index] === null);
  const turns = `${numberText(Math.max(0, ...executed))} turns`;
  if (survivors.length === 1) return `${survivors[0]} wins after ${turns}`;
  if (survivors.length === 0) return `nobody is left after ${turns}`;
  return survivors.length === names.length ? `tie after ${turns}` : `${survivors.length} share it after ${turns}`;
}
