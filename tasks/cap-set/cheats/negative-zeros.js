// Zeros with and without a sign are the same priority.
export function priority(vector) {
  return vector[7] === 0 ? -0 : 0;
}
