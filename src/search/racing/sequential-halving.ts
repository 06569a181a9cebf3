import { mean } from '../../base/statistics.ts';
import type { CandidateId } from '../../core/candidate.ts';

export interface Halving {
  readonly finalists: readonly CandidateId[];
  /** Repeats for all finalists together. */
  readonly repeats: number;
  /** Merits of the repeats so far; null for a candidate that failed, which is out. */
  readonly measured: ReadonlyMap<CandidateId, readonly number[] | null>;
}

/** Who is measured next, and with how many repeats each; nobody when the rounds are over. */
export interface HalvingStep {
  readonly standing: readonly CandidateId[];
  readonly repeats: number;
}

/**
 * Sequential halving (Karnin, Koren & Somekh 2013): K candidates, ⌈log₂ K⌉ rounds with an equal share of all repeats; in a
 * round all that stand get equally many, and the better half stands in the next one. Unlike there, repeats of earlier
 * rounds keep counting. A pure function of what was measured, so a round may be interrupted anywhere.
 */
export function nextStep(halving: Halving): HalvingStep | null {
  const { finalists, repeats, measured } = halving;
  const rounds = Math.ceil(Math.log2(finalists.length));
  let standing = finalists.filter((id) => measured.get(id) !== null);
  let wanted = 0;
  for (let round = 0; round < rounds; round++) {
    const size = Math.ceil(finalists.length / 2 ** round);
    // Who stands was decided by what was measured until then, whatever came later.
    const known = wanted;
    standing = [...standing]
      .sort((a, b) => descending(meanOf(a, halving, known), meanOf(b, halving, known)))
      .slice(0, size);
    wanted += Math.max(1, Math.floor(repeats / (size * rounds)));
    const behind = standing.filter((id) => countOf(id, halving) < wanted);
    if (behind.length === 0) continue;
    // After an interruption some have more than others; those with the fewest go first.
    const least = Math.min(...behind.map((id) => countOf(id, halving)));
    return { standing: behind.filter((id) => countOf(id, halving) === least), repeats: wanted - least };
  }
  return null;
}

/** The finalists from best to worst, as far as is known: those that stood longer first. */
export function finalOrder(halving: Halving): CandidateId[] {
  const alive = halving.finalists.filter((id) => halving.measured.get(id) !== null);
  return alive.sort(
    (a, b) => countOf(b, halving) - countOf(a, halving) || descending(meanOf(a, halving), meanOf(b, halving)),
  );
}

function countOf(id: CandidateId, { measured }: Halving): number {
  return measured.get(id)?.length ?? 0;
}

/** Over the first `known` repeats; worst of all when there are none. */
function meanOf(id: CandidateId, { measured }: Halving, known = Number.POSITIVE_INFINITY): number {
  const merits = (measured.get(id) ?? []).slice(0, known);
  return merits.length === 0 ? Number.NEGATIVE_INFINITY : mean(merits);
}

/** Two infinities are equal; their difference is not a number. */
function descending(a: number, b: number): number {
  return a === b ? 0 : b - a;
}
