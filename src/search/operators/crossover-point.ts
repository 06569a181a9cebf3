import type { Random } from '../../base/random.ts';

/** How often the mate's expression joins the parent's instead of taking its place. */
export const JOIN_SHARE = 0.25;
/** Syntax-tree nodes of the largest expression that is taken over. */
export const MAXIMUM_SIZE = 60;
/** Koza (1992, §6.4.1): operators are better crossover points than single names and numbers. */
const LEAF_SHARE = 0.15;

interface Site {
  readonly isStructural: boolean;
  readonly size: number;
}

/** An expression to exchange; undefined when there is none. */
export function pickCrossoverPoint<ExpressionSite extends Site>(
  sites: readonly ExpressionSite[],
  random: Random,
): ExpressionSite | undefined {
  const usable = sites.filter(({ isStructural }) => !isStructural);
  const isLeaf = random.chance(LEAF_SHARE);
  const preferred = usable.filter(({ size }) => (size === 1) === isLeaf);
  const choice = preferred.length > 0 ? preferred : usable;
  return choice.length > 0 ? random.pick(choice) : undefined;
}
