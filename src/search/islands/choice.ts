/**
 * Which island's member is edited next, drawn among the islands that have members. b_i is the merit of the best member of
 * island i, n_i the number of its members, and rank_i the rank of b_i among the islands, 1 the best:
 *
 *   uniform        p_i equal
 *   weighted       p_i ∝ 1 / rank_i
 *   equal          the island of the smallest n_i; chance decides among equals
 *   proportional   p_i ∝ e^(b_i − max b)
 *   per-member     p_i ∝ 1 / (rank_i · n_i)
 *
 * `proportional` is the published softmax at temperature 1 with the largest exponent taken off, which changes no
 * probability and cannot overflow. `per-member` stands for the published b_i / n_i, which has no meaning for merits that
 * are zero or negative (all merits of a task that minimises): the rank takes the place of the merit.
 *
 * Source: `island_selection_strategy` of ShinkaEvolve, R. T. Lange, Y. Imajuku, E. Cetin 2025, arXiv 2509.19349, published
 * code; `weighted` is our own rule.
 */
import { z } from 'zod';
import type { Random } from '../../base/random.ts';
import type { Member } from '../../core/candidate.ts';
import type { Region } from '../../core/region.ts';
import { bestOf, byRank } from '../selection/ranking.ts';

export const choiceOption = z.enum(['uniform', 'weighted', 'equal', 'proportional', 'per-member']);

type Choice = z.output<typeof choiceOption>;

/** `isOpen` leaves islands out; while it leaves out all that have members, it is not asked. */
export function chooseIsland(
  regions: readonly Region[],
  choice: Choice,
  random: Random,
  isOpen: (island: number) => boolean = () => true,
): number {
  const inhabited = regions.flatMap(({ members }, island) => (members.length > 0 ? [{ island, members }] : []));
  if (inhabited.length === 0) return random.integer(regions.length);
  const open = inhabited.filter(({ island }) => isOpen(island));
  const islands = open.length > 0 ? open : inhabited;
  if (choice === 'uniform') return random.pick(islands).island;

  const ranked = islands
    .map(({ island, members }) => ({ island, size: members.length, best: bestOf(members) }))
    // Copies of one founder are equal; the island's number then decides.
    .sort((a, b) => byRank(a.best, b.best) || a.island - b.island);
  return random.pickWeighted(ranked, islandWeights(ranked, choice)).island;
}

/** p_i up to a factor, for islands in the order of rank. */
function islandWeights(
  ranked: readonly { readonly size: number; readonly best: Member }[],
  choice: Exclude<Choice, 'uniform'>,
): number[] {
  const highest = ranked[0]?.best.merit as number;
  const smallest = Math.min(...ranked.map(({ size }) => size));
  const weightOf: Readonly<Record<typeof choice, (size: number, merit: number, rank: number) => number>> = {
    weighted: (_size, _merit, rank) => 1 / rank,
    equal: (size) => Number(size === smallest),
    proportional: (_size, merit) => Math.exp(merit - highest),
    'per-member': (size, _merit, rank) => 1 / (rank * size),
  };
  return ranked.map(({ size, best }, index) => weightOf[choice](size, best.merit, index + 1));
}
