import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RoundResult } from './battle.ts';
import { pmarsScores, survivalShares, survivalTable } from './score.ts';

function round(...deaths: (number | null)[]): RoundResult {
  const zeros = deaths.map(() => 0);
  return { deaths, executed: zeros, spawned: zeros, covered: zeros };
}

describe('pMARS scores', () => {
  it.each([
    ['a win and a loss', [round(null, 5)], [3, 0]],
    ['a tie', [round(null, null)], [1, 1]],
    ['one of three left', [round(4, null, 5)], [0, 8, 0]],
    ['two of three left', [round(null, 7, null)], [4, 0, 4]],
    ['three of three left, 8/3 rounded down', [round(null, null, null)], [2, 2, 2]],
    ['rounds add up', [round(null, 5), round(null, null), round(3, null)], [4, 4]],
  ])('%s', (_, rounds, scores) => expect(pmarsScores(rounds)).toEqual(scores));

  it('counts survivals by how many are left', () => {
    expect(survivalTable([round(null, 3, null), round(null, 3, 9), round(1, 1, null)])).toEqual([
      [1, 1, 0],
      [0, 0, 0],
      [1, 1, 0],
    ]);
  });
});

describe('survival shares', () => {
  it.each([
    ['both live', [round(null, null)], [1, 1]],
    // 10 turns: five shared by two (1 each a turn of 2/10·1/2), five alone (2/10 a turn).
    ['one dies in turn 6 of 10', [round(null, 6)], [1.5, 0.5]],
    ['one dies at once', [round(null, 1)], [2, 0]],
    ['both die, at 3 and 5', [round(3, 5)], [0.2, 0.6]],
    ['three, one dies in turn 6', [round(6, null, null)], [0.5, 1.25, 1.25]],
    ['mean over rounds', [round(null, 1), round(null, null)], [1.5, 0.5]],
  ])('%s', (_, rounds, shares) => {
    for (const [index, share] of survivalShares(rounds, 10).entries())
      expect(share).toBeCloseTo(shares[index] ?? -1, 12);
  });

  it('are what the sum over all turns says', () => {
    const turn = fc.option(fc.integer({ min: 1, max: 30 }), { nil: null });
    fc.assert(
      fc.property(fc.array(turn, { minLength: 1, maxLength: 6 }), (deaths) => {
        const cycles = 30;
        const sums = deaths.map(() => 0);
        for (let t = 1; t <= cycles; t++) {
          const alive = deaths.map((death) => death === null || death > t);
          const living = alive.filter(Boolean).length;
          for (const [i, is] of alive.entries())
            if (is) sums[i] = (sums[i] as number) + deaths.length / cycles / living;
        }
        for (const [i, share] of survivalShares([round(...deaths)], cycles).entries()) {
          expect(share).toBeCloseTo(sums[i] as number, 9);
        }
      }),
    );
  });
});
