import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { survivalShares } from './survival-share.ts';

/** The formula as it is written, turn by turn. */
function turnByTurn(deaths: readonly (number | null)[], cycles: number): number[] {
  const shares = deaths.map(() => 0);
  for (let turn = 1; turn <= cycles; turn++) {
    const alive = deaths.map((death) => (death === null || death > turn ? 1 : 0));
    const count = alive.reduce<number>((sum, one) => sum + one, 0);
    if (count === 0) continue;
    for (const [index, one] of alive.entries()) {
      shares[index] = (shares[index] as number) + ((deaths.length / cycles) * one) / count;
    }
  }
  return shares;
}

describe('survivalShares', () => {
  it.each([
    // Worked by hand.
    [[null, null], 10, [1, 1]],
    [[null, 1], 10, [2, 0]],
    // Both live for five turns: 5 · (2/10) / 2 = 0.5 each; then one alone for five: 5 · (2/10) = 1.
    [[null, 6], 10, [1.5, 0.5]],
    [[6, 6], 10, [0.5, 0.5]],
    [[1, 1], 10, [0, 0]],
    // Three, one of them dead from the start: 10 · (3/10) / 2 = 1.5 each.
    [[null, null, 1], 10, [1.5, 1.5, 0]],
  ])('%j over %i turns', (deaths, cycles, expected) => {
    const shares = survivalShares({ deaths }, cycles);
    for (const [index, share] of expected.entries()) expect(shares[index]).toBeCloseTo(share, 12);
  });

  it('is the sum over turns', () => {
    const death = fc.option(fc.integer({ min: 1, max: 30 }));
    fc.assert(
      fc.property(fc.array(death, { minLength: 1, maxLength: 6 }), (deaths) => {
        const expected = turnByTurn(deaths, 30);
        const shares = survivalShares({ deaths }, 30);
        for (const [index, share] of expected.entries()) expect(shares[index]).toBeCloseTo(share, 9);
      }),
    );
  });
});
