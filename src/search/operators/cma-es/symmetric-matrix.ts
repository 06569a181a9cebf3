/** Symmetric matrices as their upper triangle, row by row: (0,0) (0,1) … (0,n−1) (1,1) …, n(n+1)/2 numbers. */
export type Triangle = readonly number[];

/** Position of element (i, j) in the triangle of an n × n matrix. */
export function triangleIndex(n: number, i: number, j: number): number {
  const [row, column] = i <= j ? [i, j] : [j, i];
  return row * n - (row * (row - 1)) / 2 + (column - row);
}

export function identity(n: number): number[] {
  const triangle = new Array<number>((n * (n + 1)) / 2).fill(0);
  for (let i = 0; i < n; i++) triangle[triangleIndex(n, i, i)] = 1;
  return triangle;
}

function at(triangle: Triangle, n: number, i: number, j: number): number {
  return triangle[triangleIndex(n, i, j)] as number;
}

/** A lower triangular matrix times a vector, where the matrix L is such that L·Lᵀ is the given one (Cholesky). */
export function choleskyTimes(triangle: Triangle, n: number, vector: readonly number[]): number[] {
  const lower: number[][] = [];
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, at(triangle, n, i, i));
  for (let i = 0; i < n; i++) {
    const row: number[] = [];
    for (let j = 0; j <= i; j++) {
      const other = j === i ? row : (lower[j] as number[]);
      let sum = at(triangle, n, i, j);
      for (let k = 0; k < j; k++) sum -= (row[k] as number) * (other[k] as number);
      // Rounding may push a small pivot below zero; it stays a direction with next to no spread.
      if (j === i) row.push(Math.sqrt(Math.max(sum, 1e-14 * largest)));
      else row.push(sum / ((lower[j] as number[])[j] as number));
    }
    lower.push(row);
  }
  return lower.map((row) => row.reduce((sum, value, k) => sum + value * (vector[k] as number), 0));
}

/** Eigenvalues with their unit eigenvectors: `vectors[k]` belongs to `values[k]`. */
export interface Eigensystem {
  readonly values: readonly number[];
  readonly vectors: readonly (readonly number[])[];
}

const MAXIMUM_SWEEPS = 50;

/**
 * Eigensystem by cyclic Jacobi rotations (Golub and Van Loan, Matrix Computations, 4th ed., §8.5.3): each rotation makes
 * one off-diagonal element zero; a few sweeps suffice.
 */
export function eigensystem(triangle: Triangle, n: number): Eigensystem {
  const a = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => at(triangle, n, i, j)));
  const v = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => (i === j ? 1 : 0)));
  const get = (m: number[][], i: number, j: number): number => (m[i] as number[])[j] as number;
  const set = (m: number[][], i: number, j: number, value: number): void => {
    (m[i] as number[])[j] = value;
  };
  for (let sweep = 0; sweep < MAXIMUM_SWEEPS; sweep++) {
    let off = 0;
    let diagonal = 0;
    for (let i = 0; i < n; i++) {
      diagonal += get(a, i, i) ** 2;
      for (let j = i + 1; j < n; j++) off += get(a, i, j) ** 2;
    }
    if (off <= 1e-30 * diagonal) break;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const apq = get(a, p, q);
        if (apq === 0) continue;
        const tau = (get(a, q, q) - get(a, p, p)) / (2 * apq);
        const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
        const c = 1 / Math.sqrt(1 + t * t);
        const s = t * c;
        for (let k = 0; k < n; k++) {
          const [akp, akq] = [get(a, k, p), get(a, k, q)];
          set(a, k, p, c * akp - s * akq);
          set(a, k, q, s * akp + c * akq);
        }
        for (let k = 0; k < n; k++) {
          const [apk, aqk] = [get(a, p, k), get(a, q, k)];
          set(a, p, k, c * apk - s * aqk);
          set(a, q, k, s * apk + c * aqk);
          const [vpk, vqk] = [get(v, p, k), get(v, q, k)];
          set(v, p, k, c * vpk - s * vqk);
          set(v, q, k, s * vpk + c * vqk);
        }
      }
    }
  }
  return { values: a.map((row, i) => row[i] as number), vectors: v };
}
