/**
 * Information flows by extinction: the worse half of the islands, ⌊n / 2⌋ by the merit of their best member, is emptied,
 * and each starts again from the best member of a surviving island drawn at random. Empty islands are the worst; among
 * equals chance decides who goes.
 *
 * Source: B. Romera-Paredes et al., "Mathematical discoveries from program search with large language models"
 * (FunSearch), Nature 625, 2024 (published online 2023), Methods, "Evolved programs database".
 */
import type { Random } from '../../base/random.ts';
import { isBetter } from '../../core/candidate.ts';
import type { Region } from '../../core/region.ts';
import type { IslandReset } from '../../core/search.ts';
import { bestOf } from '../selection/ranking.ts';

export function resets(regions: readonly Region[], random: Random): IslandReset[] {
  const shuffled = random.shuffle(
    regions.map(({ members }, island) => ({ island, best: members.length > 0 ? bestOf(members) : null })),
  );
  // The sort is stable, so equals keep their random order.
  const ranked = shuffled.sort((a, b) => {
    if (a.best === null || b.best === null) return Number(a.best === null) - Number(b.best === null);
    return Number(isBetter(b.best, a.best)) - Number(isBetter(a.best, b.best));
  });
  const doomed = ranked.splice(Math.ceil(regions.length / 2));
  const survivors = ranked.flatMap(({ island, best }) => (best === null ? [] : [{ island, best }]));
  if (survivors.length === 0) return [];
  return doomed.map(({ island }) => {
    const source = random.pick(survivors);
    return { island, founder: source.best.id, from: source.island };
  });
}
