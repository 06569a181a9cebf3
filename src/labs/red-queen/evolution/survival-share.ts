import type { RoundResult } from '../mars/battle.ts';

/**
 * Each warrior's share of life in one round, N warriors over T turns:
 *
 *   f_i = Σ_{t=1..T} (N / T) · A_i(t) / Σ_j A_j(t),   A_i(t) = 1 while warrior i is alive after turn t, else 0
 *
 * 1 is an equal share, N is all of it; turns in which nobody is alive count for nobody. Alive counts only change at
 * deaths, so the sum is made over the spans between them. A warrior whose round ended early because it was the last one
 * counts as alive to the end.
 *
 * Source: Digital Red Queen (arXiv 2601.03335), fitness of a warrior in one battle.
 */
export function survivalShares({ deaths }: Pick<RoundResult, 'deaths'>, cycles: number): number[] {
  const count = deaths.length;
  // A warrior that dies in turn d is alive after turns 1 .. d − 1.
  const turns = deaths.map((death) => (death === null ? cycles : death - 1));
  const ends = [...new Set(turns)].sort((one, other) => one - other);
  const shares = turns.map(() => 0);
  let from = 0;
  for (const end of ends) {
    const alive = turns.filter((last) => last > from).length;
    for (const [index, last] of turns.entries()) {
      if (last > from) shares[index] = (shares[index] as number) + ((count / cycles) * (end - from)) / alive;
    }
    from = end;
  }
  return shares;
}
