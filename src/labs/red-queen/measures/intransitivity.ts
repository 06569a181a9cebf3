/**
 * How far a set of warriors is from a ladder: the share of its triples that go round in a circle, as stone, paper and
 * scissors do. Takes win shares (0 .. 1, `shares[i][j] + shares[j][i]` = 1); i beats j when its share is above ½ by more
 * than `margin`. Triples in which not all three pairs are decided are left out; null when no triple is left.
 *
 * Source: M. G. Kendall, B. Babington Smith, "On the method of paired comparisons", Biometrika 31, 1940 (circular triads).
 */
export function circularTriads(
  shares: readonly (readonly number[])[],
  margin = 0,
): { readonly circular: number; readonly decided: number; readonly share: number | null } {
  const beats = (one: number, other: number): boolean =>
    ((shares[one] as readonly number[])[other] as number) > 0.5 + margin;
  let circular = 0;
  let decided = 0;
  for (let i = 0; i < shares.length; i++) {
    for (let j = i + 1; j < shares.length; j++) {
      for (let k = j + 1; k < shares.length; k++) {
        const isDecided = [
          [i, j],
          [j, k],
          [i, k],
        ].every(([a, b]) => beats(a as number, b as number) || beats(b as number, a as number));
        if (!isDecided) continue;
        decided += 1;
        if (beats(i, j) === beats(j, k) && beats(j, k) === beats(k, i)) circular += 1;
      }
    }
  }
  return { circular, decided, share: decided === 0 ? null : circular / decided };
}
