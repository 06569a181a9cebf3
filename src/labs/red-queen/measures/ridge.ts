/**
 * Ridge regression: β = argmin Σ (y − xβ)² + λ |β|², for centred rows `x` (n × p) and centred targets `y` (n). Solved in
 * its dual form β = Xᵀ (X Xᵀ + λ I)⁻¹ y, which is small where there are more features than rows. λ > 0, in the squared
 * unit of the features.
 *
 * Source: A. E. Hoerl, R. W. Kennard, "Ridge regression: biased estimation for nonorthogonal problems", Technometrics 12,
 * 1970, eq. 2.1; C. Saunders, A. Gammerman, V. Vovk, "Ridge regression learning algorithm in dual variables", ICML 1998.
 */
export function ridge(rows: readonly (readonly number[])[], targets: readonly number[], penalty: number): number[] {
  const kernel = rows.map((one, i) => rows.map((other, j) => dot(one, other) + (i === j ? penalty : 0)));
  const dual = solve(kernel, targets);
  const width = rows[0]?.length ?? 0;
  return Array.from({ length: width }, (_, feature) =>
    rows.reduce((sum, row, index) => sum + (row[feature] as number) * (dual[index] as number), 0),
  );
}

export function dot(one: readonly number[], other: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < one.length; index++) sum += (one[index] as number) * (other[index] as number);
  return sum;
}

/** Solves A x = b for a symmetric positive definite A by Cholesky's factors A = L Lᵀ. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const size = right.length;
  const lower: number[][] = [];
  for (let i = 0; i < size; i++) {
    const row: number[] = [];
    for (let j = 0; j <= i; j++) {
      const other = j === i ? row : (lower[j] as number[]);
      let value = (matrix[i] as readonly number[])[j] as number;
      for (let k = 0; k < j; k++) value -= (row[k] as number) * (other[k] as number);
      row.push(i === j ? Math.sqrt(value) : value / (other[j] as number));
    }
    lower.push(row);
  }
  const forward: number[] = [];
  for (let i = 0; i < size; i++) {
    const row = lower[i] as number[];
    let value = right[i] as number;
    for (let k = 0; k < i; k++) value -= (row[k] as number) * (forward[k] as number);
    forward.push(value / (row[i] as number));
  }
  const solution = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    let value = forward[i] as number;
    for (let k = i + 1; k < size; k++) value -= ((lower[k] as number[])[i] as number) * (solution[k] as number);
    solution[i] = value / ((lower[i] as number[])[i] as number);
  }
  return solution;
}
