import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choleskyTimes, eigensystem, identity, triangleIndex } from './symmetric-matrix.ts';

/** The triangle of A·Aᵀ + I for a square A: positive definite. */
function gram(a: readonly (readonly number[])[]): number[] {
  const n = a.length;
  const triangle = identity(n);
  for (let i = 0; i < n; i++)
    for (let j = i; j < n; j++)
      a.forEach((_, k) => {
        const at = triangleIndex(n, i, j);
        triangle[at] = (triangle[at] as number) + (a[i]?.[k] ?? 0) * (a[j]?.[k] ?? 0);
      });
  return triangle;
}

const squares = fc.integer({ min: 1, max: 6 }).chain((n) => {
  const value = fc.double({ min: -3, max: 3, noNaN: true });
  return fc.array(fc.array(value, { minLength: n, maxLength: n }), { minLength: n, maxLength: n });
});

describe('triangleIndex', () => {
  it('numbers the upper triangle row by row, whichever index comes first', () => {
    expect([0, 1, 2].map((j) => triangleIndex(3, 0, j))).toEqual([0, 1, 2]);
    expect([1, 2].map((j) => triangleIndex(3, 1, j))).toEqual([3, 4]);
    expect(triangleIndex(3, 2, 2)).toBe(5);
    expect(triangleIndex(3, 2, 1)).toBe(4);
    expect(identity(3)).toEqual([1, 0, 0, 1, 0, 1]);
  });
});

describe('choleskyTimes', () => {
  it('is known by hand for a small matrix', () => {
    // [[4, 2], [2, 5]] = L·Lᵀ with L = [[2, 0], [1, 2]].
    expect(choleskyTimes([4, 2, 5], 2, [1, 0])).toEqual([2, 1]);
    expect(choleskyTimes([4, 2, 5], 2, [0, 1])).toEqual([0, 2]);
  });

  it('multiplies out to the matrix', () => {
    fc.assert(
      fc.property(squares, (a) => {
        const n = a.length;
        const triangle = gram(a);
        const columns = a.map((_, k) =>
          choleskyTimes(
            triangle,
            n,
            a.map((__, i) => (i === k ? 1 : 0)),
          ),
        );
        for (let i = 0; i < n; i++)
          for (let j = i; j < n; j++) {
            const sum = columns.reduce((total, column) => total + (column[i] as number) * (column[j] as number), 0);
            expect(sum).toBeCloseTo(triangle[triangleIndex(n, i, j)] as number, 6);
          }
      }),
    );
  });

  it('stays finite for a matrix that rounding made singular', () => {
    expect(choleskyTimes([1, 1, 1 - 1e-16], 2, [1, 1]).every(Number.isFinite)).toBe(true);
  });
});

describe('eigensystem', () => {
  it('is known by hand for a small matrix', () => {
    const { values } = eigensystem([2, 1, 2], 2);
    expect([...values].sort()).toEqual([expect.closeTo(1), expect.closeTo(3)]);
  });

  it('gives unit vectors that the matrix only stretches', () => {
    fc.assert(
      fc.property(squares, (a) => {
        const n = a.length;
        const triangle = gram(a);
        const { values, vectors } = eigensystem(triangle, n);
        vectors.forEach((vector, k) => {
          expect(vector.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 8);
          for (let i = 0; i < n; i++) {
            const image = vector.reduce(
              (sum, value, j) => sum + (triangle[triangleIndex(n, i, j)] as number) * value,
              0,
            );
            expect(image).toBeCloseTo((values[k] as number) * (vector[i] as number), 6);
          }
        });
      }),
    );
  });
});
