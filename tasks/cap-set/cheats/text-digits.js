// Text that compares like a number.
export function priority(vector) {
  return vector.join('');
}
