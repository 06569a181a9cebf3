/**
 * What a finished slot earned its operator, 0 … 1. Only ranks count, so the scale of the merits, and how it shrinks as a
 * run converges, does not matter.
 *
 *   0                       the child failed, or is neither better than its parent nor kept
 *   1                       the child is the best so far
 *   (beaten / members)^p    otherwise: the share of members with a lower merit, to a power p
 *
 * A power above 1 favours operators that reach the top over those that fill the middle. Failures earn 0 and so lower an
 * operator's mean.
 *
 * Rank-based credit: A. Fialho, M. Schoenauer, M. Sebag, "Toward comparison-based adaptive operator selection", GECCO 2010.
 */
export interface SlotOutcome {
  /** Null when there is no evaluated child: rejected, failed or a duplicate. */
  readonly childMerit: number | null;
  /** Null for a proposal without a parent. */
  readonly parentMerit: number | null;
  /** Merits of the island's members before the child entered, in any order. */
  readonly memberMerits: readonly number[];
  /** Whether the child is the best of its run. */
  readonly improvedBest: boolean;
  /** Whether the archive kept it. */
  readonly accepted: boolean;
}

export function slotReward(outcome: SlotOutcome, power = 2): number {
  const { childMerit, parentMerit, memberMerits, improvedBest, accepted } = outcome;
  if (childMerit === null || Number.isNaN(childMerit)) return 0;
  if (improvedBest) return 1;
  const isBetterThanParent = parentMerit !== null && childMerit > parentMerit;
  if (!isBetterThanParent && !accepted) return 0;
  if (memberMerits.length === 0) return 1;
  let beaten = 0;
  for (const merit of memberMerits) if (merit < childMerit) beaten += 1;
  return (beaten / memberMerits.length) ** power;
}
