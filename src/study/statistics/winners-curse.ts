/**
 * Winner's curse: how much better a champion looks on the data that it was chosen on than on data that nobody saw. The
 * best of many noisy scores is lucky, so
 *
 *   gap = (train − held-out of the champion) − (train − held-out of the seed program)
 *
 * in the unit of the score; the seed program was not chosen, so its difference is that of the data sets themselves. Above
 * 0 the search overfitted, or was lucky.
 *
 * Source: E. C. Capen, R. V. Clapp, W. M. Campbell, "Competitive bidding in high-risk situations", Journal of Petroleum
 * Technology 23, 1971, for the name; as selection bias G. C. Cawley, N. L. C. Talbot, JMLR 11, 2010.
 */
interface Scores {
  readonly train: number;
  readonly heldOut: number;
}

/** Merits (higher is better) of the champion and of the seed program. */
export function winnersCurseGap(champion: Scores, seed: Scores): number {
  return champion.train - champion.heldOut - (seed.train - seed.heldOut);
}
