import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFrom, rootKey } from '../../../base/random.ts';
import { assemble } from '../assembler/assemble.ts';
import { HILLS } from '../assembler/hills.ts';
import { codeFeatures } from './code-features.ts';
import { linearProbe } from './probe.ts';
import { dot, ridge } from './ridge.ts';

describe('ridge', () => {
  it.each([
    // One feature: β = Σ xy / (Σ x² + λ).
    ['one feature, λ = 2: 4 / (2 + 2)', [[-1], [0], [1]], [-2, 0, 2], 2, [1]],
    ['one feature, λ = 6: 4 / (2 + 6)', [[-1], [0], [1]], [-2, 0, 2], 6, [0.5]],
    // Orthogonal features are fitted each for itself: 6 / (4 + 2) and 2 / (4 + 2).
    [
      'two orthogonal features',
      [
        [1, 1],
        [1, -1],
        [-1, 1],
        [-1, -1],
      ],
      [2, 1, -1, -2],
      2,
      [1, 1 / 3],
    ],
    // Two equal features share the weight: 4 / (2 · 2 + 2) each.
    [
      'a feature given twice',
      [
        [-1, -1],
        [0, 0],
        [1, 1],
      ],
      [-2, 0, 2],
      2,
      [2 / 3, 2 / 3],
    ],
  ])('of %s', (_what, rows, targets, penalty, weights) => {
    const found = ridge(rows, targets, penalty);
    for (const [index, weight] of weights.entries()) expect(found[index]).toBeCloseTo(weight, 10);
  });

  it('has no slope left: Xᵀ(y − Xβ) = λβ', () => {
    const number = fc.double({ min: -10, max: 10, noNaN: true });
    const rows = fc.array(fc.tuple(number, number, number), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(rows, fc.double({ min: 0.5, max: 50, noNaN: true }), rootSeed(), (matrix, penalty, seed) => {
        const random = randomFrom(rootKey(seed));
        const targets = matrix.map(() => random.normal());
        const weights = ridge(matrix, targets, penalty);
        for (const [feature, weight] of weights.entries()) {
          const gradient = matrix.reduce(
            (sum, row, index) => sum + (row[feature] as number) * ((targets[index] as number) - dot(row, weights)),
            0,
          );
          expect(gradient).toBeCloseTo(penalty * weight, 5);
        }
      }),
      { numRuns: 50 },
    );
  });
});

function rootSeed() {
  return fc.integer({ min: 0, max: 1_000 });
}

describe('linearProbe', () => {
  const random = randomFrom(rootKey(3));
  const rows = Array.from({ length: 60 }, () => Array.from({ length: 6 }, () => random.normal()));

  it('foretells what is linear, and nothing of what is chance', () => {
    const linear = rows.map((row) => 5 + 3 * (row[0] as number) - (row[4] as number));
    expect(linearProbe(rows, linear, rootKey(1))?.crossValidated).toBeGreaterThan(0.97);
    const chance = rows.map(() => random.normal());
    expect(linearProbe(rows, chance, rootKey(1))?.crossValidated).toBeLessThan(0.2);
  });

  it('says nothing of few rows or of equal targets', () => {
    expect(
      linearProbe(
        rows.slice(0, 19),
        rows.slice(0, 19).map(([first]) => first as number),
        rootKey(1),
      ),
    ).toBeNull();
    expect(
      linearProbe(
        rows,
        rows.map(() => 1),
        rootKey(1),
      ),
    ).toBeNull();
  });
});

describe('codeFeatures', () => {
  const { rules } = HILLS.tiny;
  const features = (text: string) => codeFeatures(assemble(text, rules).warrior.instructions, rules);

  it('are as many for every warrior, and shares', () => {
    const imp = features('MOV.I $0, $1');
    const dwarf = features('ADD #4, 3\nMOV 2, @2\nJMP -2\nDAT #0, #0');
    expect(imp).toHaveLength(dwarf.length);
    for (const value of [...imp, ...dwarf]) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }
    expect(imp).not.toEqual(dwarf);
    expect(features('MOV.I $0, $1')).toEqual(imp);
  });
});
